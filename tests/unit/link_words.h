/* SPDX-License-Identifier: ISC */
/*
 * What is a link and what is none, for the test of the search and for that of
 * the guard.
 */
#ifndef TESTS_UNIT_LINK_WORDS_H
#define TESTS_UNIT_LINK_WORDS_H

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct {
	const char *text, *hosts;
} links[] = {
    {"https://evil.test/x", "evil.test "},
    {"see HTTP://Evil.Com.", "Evil.Com. "},
    {"hxxp://evil", "evil "},
    {"ftp://a@evil.com:21/x", "evil.com "},
    {"http://[::1]/", "[ "},
    {"http://2130706433/", "2130706433 "},
    {"http:evil.com", " "},
    {"https:/evil.com", " "},
    {"http:\\\\evil.com", " "},
    {"javascript:alert(1)", " "},
    {"mailto:a@b.example", " "},
    {"tel:911, sms:22000", "  "},
    {"evil.com", "evil.com "},
    {"(evil.com), evil.io!", "evil.com evil.io "},
    {"“evil.com”", "evil.com "},
    {"EVIL.COM?", "EVIL.COM "},
    {"evil.com.", "evil.com. "},
    {"evil.com:8080", "evil.com "},
    {"evil.museum", "evil.museum "},
    {"evil.com-x", "evil.com-x "},
    {"a.evil.co.uk/x", "a.evil.co.uk "},
    {"user@evil.com/x", "evil.com "},
    {"www.evil", "www.evil "},
    {"WWW.evil.invalid", "WWW.evil.invalid "},
    {"10.0.0.1", "10.0.0.1 "},
    {"see 255.1.2.3:80/", "255.1.2.3 "},
    {"evil。com", "evil。com "},
    {"evil．com", "evil．com "},
    {"evil｡com", "evil｡com "},
    {"ｅｖｉｌ．ｃｏｍ", "ｅｖｉｌ．ｃｏｍ "},
    {"пример.рф", "пример.рф "},
    {"ПРИМЕР.РФ", "ПРИМЕР.РФ "},
    {"例子.中国", "例子.中国 "},
    {"bücher.de", "bücher.de "},
    {"xn--e1afmkfd.xn--p1ai", "xn--e1afmkfd.xn--p1ai "},
    {"请访问evil.com谢谢", "请访问evil.com谢谢 "},
    {"maple.example,evil.com", "maple.example evil.com "},
    {"https://maple.example/?evil.com", "maple.example "},
    {"a@b.example evil.com", "evil.com "},
    {"a.me@evil.com/x", "evil.com "},
};

static const char *const no_links[] = {"", "Dr. Lee", "St.Louis office",
    "10.30 a.m./p.m.", "U.S.A.", "desk@maple.example", "john.me@maple.example",
    "$12.50/each", "and/or", "e.g. this", "3.14", "1.2.3", "1.2.3.4.5",
    "256.1.1.1", "2:30", "note: see", "Re:hello", "a . com", "example . com",
    "evil[.]com", "evil(dot)com", ".com", "a..com", "v1.2.3.4", "1.2.3.4x",
    "...", "19:30:00.904Z", "evil.com2", "Привет.Как", "://"};

#endif
