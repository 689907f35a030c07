"""Dates in running text: what is found, what it means, and what only looks like a date."""

from datetime import date

import pytest

from searchkit.dates import find

MONDAY = date(2015, 8, 10)


def days(text: str, anchor: date | None = MONDAY) -> list[tuple[str, str, str]]:
    return [
        (text[span.start : span.end], str(span.first), str(span.last))
        for span in find(text, anchor)
    ]


TRAPS = {
    "score": "بنتيجة 3-صفر",
    "score with spaces": "بنتيجة 3 – صفر، وسيتم",
    "score without dash": "فاز 3 صفر",
    "verb returned": "آب إلى بيته",
    "wells": "حفر (1704) آبار توزعت",
    "verb exerted": "ظريف مارس ضغوطا على",
    "name": "الرئيس الثاني رجب طيب أردوغان",
    "urgent need": "في أمس الحاجة إلى",
    "after a month": "عاد بعد شهر من وفاته",
    "before a month of": "توفي قبل شهر من زواجه",
    "before three days of": "قبل ثلاثة أيام من السباق",
    "only three days before": "قبل ثلاثة أيام فقط من السباق",
    "same year": "في العام نفسه",
    "month of the same year": "في 5 مايو من العام نفسه",
    "secretary general": "الأمين العام الحالي",
    "newspaper": "عين اليوم – متابعات",
    "nowadays": "لأن الناس اليوم لم تعد",
    "first day": "منذ اليوم الأول للحرب",
    "month alone": "في مايو قال",
    "revolution": "شباب ثورة 25 يناير",
    "two revolutions": "بعد ثورتي 25 يناير و30 يونيو",
    "alliance": "قوى 14 آذار",
    "moon sighting": "غرة رجب",
    "before Ramadan": "قبل شهر رمضان",
    "quantity": "بلغت 2015 ريالا",
    "counted after in": "في 2000 مدرسة",
    "before our era": "عام 1200 قبل الميلاد",
    "decimal": "مقدار 1.5 مايو",
    "impossible day": "في 31 فبراير 2015",
    "impossible numeric": "رقم 2022-13-45",
    "address": "العنوان 192.168.2015.1",
    "vague": "منذ أيام",
    "vague years": "قبل سنوات فقط",
    "became": "وغدا رئيسا",
    "week of a month": "الأسبوع الثالث من رمضان",
}


@pytest.mark.parametrize("text", TRAPS.values(), ids=TRAPS)
def test_what_only_looks_like_a_date_is_not_found(text: str) -> None:
    assert days(text) == []


ONE_DAY = {
    "weekday and two names": ("عقد الاثنين 30 مايو/أيار 2022", "2022-05-30"),
    "second name in brackets": ("في 29 مايو (أيار)", "2015-05-29"),
    "number with article": ("الـ 16 من إبريل الماضي", "2015-04-16"),
    "ordinal": ("الحادي والعشرين من نيسان 2013", "2013-04-21"),
    "no space": ("30 مايو2022", "2022-05-30"),
    "month first": ("أغسطس 10, 2015", "2015-08-10"),
    "dashes": ("15-شوال-1436", "2015-07-31"),
    "first of a month": ("غرة جوان 2016", "2016-06-01"),
    "month of last year": ("5 مايو من العام الماضي", "2014-05-05"),
    "this month": ("العاشر من الشهر الجاري", "2015-08-10"),
    "marks and tatweel": ("٣٠ مـايُو ٢٠٢٢", "2022-05-30"),
    "bidi controls": ("\u200f30\u200e مايو\u200f 2022", "2022-05-30"),
    "Persian digits": ("۳۰/۵/۲۰۲۲", "2022-05-30"),
    "month before day where day is above 12": ("5/30/2022", "2022-05-30"),
    "Hijri without marker": ("١٤٣٦/١٠/١٥", "2015-07-31"),
    "Hijri with marker": ("25/10/1436 هـ", "2015-08-10"),
    "Gregorian by marker": ("5/5/1450م", "1450-05-05"),
    "Hijri month in a Gregorian year": ("2 رمضان 2015", "2015-06-19"),
    "weekday proves day and month": ("يوم الجمعة 25/9", "2015-09-25"),
    "weekday proves Hijri day and month": ("الاثنين 25/10", "2015-08-10"),
    "both calendars": ("26 شوال 1436 هـ الموافق 11 أغسطس 2015 م", "2015-08-11"),
    "both calendars in brackets": ("10 شوال 1436هـ (26 يوليو 2015م)", "2015-07-26"),
    "yesterday": ("أعلن أمس", "2015-08-09"),
    "weekday wins over yesterday": ("أمس (السبت)", "2015-08-08"),
    "before yesterday": ("أول من أمس", "2015-08-08"),
    "this morning": ("صباح اليوم", "2015-08-10"),
    "last Monday": ("الاثنين الماضي", "2015-08-03"),
    "Friday before last": ("الجمعة قبل الماضية", "2015-07-31"),
    "weeks ago": ("منذ أسبوعين", "2015-07-27"),
    "months ago": ("قبل 3 أشهر", "2015-05-10"),
}


@pytest.mark.parametrize(("text", "day"), ONE_DAY.values(), ids=ONE_DAY)
def test_a_day_is_found_however_it_is_written(text: str, day: str) -> None:
    assert [found[1:] for found in days(text)] == [(day, day)]


PERIODS = {
    "month": ("في مايو 2014، ووقعت", "2014-05-01", "2014-05-31", "month"),
    "month broken by slash and marks": (
        "نوفمبر/ تشرين ثانٍ 2014",
        "2014-11-01",
        "2014-11-30",
        "month",
    ),
    "Hijri month": ("رمضان 1443هـ", "2022-04-02", "2022-05-01", "month"),
    "next May": ("مايو المقبل", "2016-05-01", "2016-05-31", "month"),
    "months": ("يناير - مارس 2014", "2014-01-01", "2014-03-31", "range"),
    "days": ("من 6 إلى 8 أغسطس", "2015-08-06", "2015-08-08", "range"),
    "days right to left": ("8-6 أغسطس", "2015-08-06", "2015-08-08", "range"),
    "neighbouring days": ("6 و7 أغسطس", "2015-08-06", "2015-08-07", "range"),
    "list of days": ("أيام 7، 8 و9 أغسطس", "2015-08-07", "2015-08-09", "range"),
    "range that began": ("27 يوليو حتى 15 أغسطس المقبل", "2015-07-27", "2015-08-15", "range"),
    "days of two numeric months": (
        "من 13 / 8 إلى 18 / 9 / 1436هـ",
        "2015-05-31",
        "2015-07-05",
        "range",
    ),
    "days of numeric month": ("من 18 حتى 28 /11 /1436هـ", "2015-09-02", "2015-09-12", "range"),
    "days of two months": ("28 يوليو إلى 3 أغسطس 2015", "2015-07-28", "2015-08-03", "range"),
    "days of two years": ("28 ديسمبر إلى 3 يناير 2015", "2014-12-28", "2015-01-03", "range"),
    "quarter": ("الربع الأول من 2022", "2022-01-01", "2022-03-31", "quarter"),
    "last quarter": ("الربع الأخير لعام 2014", "2014-10-01", "2014-12-31", "quarter"),
    "half": ("النصف الثاني من العام الماضي", "2014-07-01", "2014-12-31", "half"),
    "year": ("في عام 2021", "2021-01-01", "2021-12-31", "year"),
    "year with preposition": ("منذ 2011 حتى", "2011-01-01", "2011-12-31", "year"),
    "Hijri year": ("عام 1436", "2014-10-25", "2015-10-13", "year"),
    "old Hijri year": ("سنة 656 هـ", "1258-01-15", "1259-01-04", "year"),
    "this week": ("هذا الأسبوع", "2015-08-10", "2015-08-16", "week"),
    "last week": ("الأسبوع الماضي", "2015-08-03", "2015-08-09", "week"),
    "year after before": ("قبل عام 2015", "2015-01-01", "2015-12-31", "year"),
}


@pytest.mark.parametrize(("text", "first", "last", "granularity"), PERIODS.values(), ids=PERIODS)
def test_longer_periods_are_intervals_of_days(
    text: str, first: str, last: str, granularity: str
) -> None:
    [span] = find(text, MONDAY)

    assert (str(span.first), str(span.last), span.granularity) == (first, last, granularity)


def test_years_in_a_row_are_a_date_each() -> None:
    assert days("عامي 2015 و2016") == [
        ("عامي 2015", "2015-01-01", "2015-12-31"),
        ("2016", "2016-01-01", "2016-12-31"),
    ]


def test_of_two_days_apart_the_one_with_the_month_is_found() -> None:
    assert days("يومي 2 و5 مايو 2015") == [("5 مايو 2015", "2015-05-05", "2015-05-05")]


def test_of_days_in_a_row_with_a_gap_the_last_run_is_found() -> None:
    assert days("أيام 3 و4 و9 و10 مايو 2015") == [("9 و10 مايو 2015", "2015-05-09", "2015-05-10")]


def test_two_calendars_that_disagree_are_two_dates() -> None:
    assert len(days("1 شوال 1436 هـ الموافق 11 أغسطس 2015 م")) == 2


def test_one_day_in_two_calendars_is_one_span_over_both() -> None:
    text = "كتب في 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م."

    [(printed, _, _)] = days(text)

    assert printed == "26 شوال 1436 هـ الموافق 11 أغسطس 2015 م"


def test_an_impossible_day_does_not_leave_its_month_behind() -> None:
    assert days("30 فبراير 2015") == []


def test_a_leap_day_without_year_falls_on_a_leap_year() -> None:
    assert days("29 فبراير", date(2016, 5, 1)) == [("29 فبراير", "2016-02-29", "2016-02-29")]


@pytest.mark.parametrize("text", ["3 مايو", "أمس", "الشهر الماضي", "يونيو الماضي", "قبل يومين"])
def test_without_an_anchor_open_expressions_are_not_found(text: str) -> None:
    assert find(text) == []


def test_without_an_anchor_dates_with_a_year_are_found() -> None:
    assert days("بين 3 مايو 2014 وعام 2015", None) == [
        ("3 مايو 2014", "2014-05-03", "2014-05-03"),
        ("عام 2015", "2015-01-01", "2015-12-31"),
    ]


def test_offsets_include_marks_but_no_bidi_controls_and_no_proclitic() -> None:
    assert [row[0] for row in days("و\u200fأمسِ\u200e، وبعام ٢٠٢٢م")] == ["أمسِ", "عام ٢٠٢٢م"]


def test_a_closing_bracket_belongs_to_the_date_that_opens_it() -> None:
    assert [row[0] for row in days("قال أمس (الأحد) إن (3 مايو 2015) و")] == [
        "أمس (الأحد)",
        "3 مايو 2015",
    ]


@pytest.mark.parametrize("anchor", [date.min, date.max])
def test_anchors_at_the_ends_of_time_do_not_raise(anchor: date) -> None:
    text = "أمس غدا الشهر الماضي العام المقبل 3 مايو الماضي قبل 900 سنة الأسبوع المقبل 5 رجب المقبل"

    assert all(span.first <= span.last for span in find(text, anchor))


@pytest.mark.parametrize(
    ("text", "found", "first"),
    [
        ("وفي عام 2006 لم يستطع", "عام 2006", "2006-01-01"),
        ("صباح اليوم الاثنين 10 أوت 2015 شخصا يشتبه", "اليوم الاثنين 10 أوت 2015", "2015-08-10"),
        ("سجلت عام 2014 حالة واحدة", "عام 2014", "2014-01-01"),
        ("وستعمد حتى آخر العام إلى", "آخر العام", "2015-01-01"),
        ("منذ آخر العام الماضي", "آخر العام الماضي", "2014-01-01"),
        ("في آخر الشهر المقبل", "آخر الشهر المقبل", "2015-09-01"),
    ],
    ids=["did not", "counted", "counted in a year", "end", "end of last", "end of next"],
)
def test_what_stands_beside_a_date_does_not_change_it(text: str, found: str, first: str) -> None:
    assert [(each, start) for each, start, _ in days(text)] == [(found, first)]
