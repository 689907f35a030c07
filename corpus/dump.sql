-- A dump as mysqldump writes it
/*!40101 SET NAMES utf8mb4 */;
DROP TABLE IF EXISTS `articles`;
CREATE TABLE `articles` (
  `id` varchar(40) NOT NULL,
  `title` text,
  `pub_date` datetime DEFAULT NULL,
  `source` varchar(80) DEFAULT NULL,
  `author` varchar(80) DEFAULT NULL,
  `category` varchar(40) DEFAULT NULL,
  `body` longtext,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO `articles` VALUES ('d-2016-951','المغرب يشغّل محطة «نور 1» الشمسية في ورزازات','2016-02-05 09:15:00','رواق الاقتصاد',NULL,'طاقة','شغّل المغرب أمس الخميس محطة «نور 1» للطاقة الشمسية قرب ورزازات، عند أطراف الصحراء، وقدرتها 160 ميغاواط.\nوتركّز نصف مليون مرآة مقعرة أشعة الشمس على أنابيب فيها زيت، وتُخزَن الحرارة في أملاح ذائبة تبقي التوربينات دائرة ثلاث ساعات بعد الغروب.\nوهذه أولى محطات مجمّع سُمّي بالفرنسية \'Noor\'.');
