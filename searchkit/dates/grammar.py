"""What a date looks like, as patterns over the symbols of `searchkit.dates.vocabulary`.

`FIND` holds the rules for running text, `PARSE` adds those that only make sense where a date is
expected: a bare year, "5/2022", "7d". The first rule that matches wins, so their order matters.
"""

import re

# Pieces. An ordinal is a day only before «من» («نائبه الأول رجب طيب»), and not when it counts
# something else («الأسبوع الثالث من يناير», «الربع الأول من رمضان»).
ORDINAL = r"(?<![WSUqQ])o"
#: Not the second half of «1.5».
NUMBER = r"(?<!n\.)n"
DAY = rf"(?:{NUMBER}f?|{ORDINAL}f|Ff?)"
#: «6-8», «من السادس إلى الثامن من», «6 و7», «6، 7 و8»; bounded, or long lists take long.
DAYS = rf"(?:(?:{NUMBER}|{ORDINAL})(?:(?:-|&?>)[no]|(?:[,&]&?[no]){{1,6}})f?|{DAY})"
#: «كانون الثاني/يناير», «مايو (أيار)», «شهر شوال».
MONTH = r"s?[MH](?:[/(-]?[MH]\)?)?"
#: «من عام 2009م», «العام الجاري 2015», «، 2022».
YEAR = r"[,f/(-]?f?[YU]?R?e?ye?"
#: «من العام الماضي», «من هذا العام».
THIS_YEAR = r"[,f]?(?:J|U[Rr])"
#: «الماضي» after a month.
RELATIVE = rf"(?:R|{THIS_YEAR})"
#: «من العام نفسه»: a year told elsewhere.
NO_OTHER_YEAR = r"(?!,?f?U)"
#: «اليوم الاثنين», «أمس (الأحد)», «يوم الثلاثاء الماضي الموافق».
LEAD = r"(?:[tTg][(,]?)?(?:(?:jD?|D)[Rr]?[),:-]{0,2}(?:w:?)?)?"
#: A noun that makes a name of a day and month: «ثورة 25 يناير», «ثورتي 25 يناير و30 يونيو».
NO_NAME = r"(?<!b)(?<!bnM&)"
#: «30/5/2022», «2022-05-30»: one separator, day first or year first.
FULL_NUMERIC = r"(?:n/n/y|n-n-y|n\.n\.y|y/n/n|y-n-n|y\.n\.n)"

_FIND_RULES = {
    "numeric": rf"{LEAD}{FULL_NUMERIC}e?",
    "numeric_range": r"n(?:/n)?(?:-|&?>)n/n/ye?",
    "weekday_numeric": r"j?D[(,-]?w?n[/-]n(?![/-])",
    "crossing": rf"{LEAD}{DAY}{MONTH}(?:-|&?>){DAY}{MONTH}(?:{YEAR}|{RELATIVE})?",
    "text": rf"{LEAD}{DAYS}(?:{MONTH}(?:{YEAR}|{RELATIVE})|[-/]{MONTH}[-/]?{YEAR})"
    rf"|{NO_NAME}{LEAD}{DAYS}{MONTH}{NO_OTHER_YEAR}",
    "month_first": r"(?:D,?)?Mn,?y",
    "month": rf"{MONTH}(?:{YEAR}|{RELATIVE})",
    "months": rf"s?[MH](?:&?>|&|[-/])s?[MH]\)?(?:{YEAR}|{RELATIVE})",
    "quarter": rf"q[onl](?:f?[YU]?R?[ea]?ye?|{THIS_YEAR})|qny|y-?qn",
    "day_of_month": rf"{LEAD}{DAYS}(?:S[Rr]|J)",
    "relative_day": r"[tTg][(,]?j?D\)?|T|(?<!&)g|(?<=[cV,])t(?!o)",
    "weekday": r"j?D[Rr]|LD",
    "relative": r"L?[USW][Rr]|J|L[USW]",
    "ago": r"A(?:d|[jusY]k?|[nkN][jusYpP])(?![fyMHDnkR])|[nkN][jusYpP]G",
    "year": r"[YUP]R?[ea]?(?:ye?|[nN]e)(?!B)",
    "news_year": r"(?:(?<=[iA])ye?|ye)(?!B)",
}
_PARSE_RULES = {
    "today": "[tg]",
    "year_month": r"(?:y[-/.]n|n[-/.]y)e?",
    "bare_year": r"ye?|Ne",
    "compact": "N",
    "bare_weekday": r"j?D",
    "duration": r"L?[nkN]?[jusYpP]|L?d|nE",
}


def _compile(rules: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{rule})" for name, rule in rules.items()))


#: «عامي 2015 و2016»: more years after a year.
NEXT_YEAR = re.compile(r"[&>,/-]{1,2}(ye?)")

FIND = _compile(_FIND_RULES)
#: In a whole expression "700م" is no quantity: a bare year need not be one of the news.
PARSE = _compile(
    {name: rule for name, rule in _FIND_RULES.items() if name != "news_year"} | _PARSE_RULES
)

#: Between a date and the same day in the other calendar: «الموافق», a slash, a bracket.
SAME_DAY = re.compile(r"[,)]?[-/(]?w?[:,]?")
#: What may stand around the one date of an expression.
BEFORE = re.compile(r"[cfijAtTwD,:.(/-]*")
AFTER = re.compile(r"[cn,:.)/-]*")
