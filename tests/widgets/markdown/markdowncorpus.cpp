#include "tests/widgets/markdown/markdowncorpus.h"

namespace lineup::test {

const std::vector<MarkdownCase> &markdownCases()
{
    static const std::vector<MarkdownCase> cases{
        {"empty", "", ""},
        {"blank lines", "\n\n  \n", ""},
        {"paragraph", "Hello world", "p: Hello world\n"},
        {"two paragraphs", "One\n\nTwo\n", "p: One\np: Two\n"},
        {"soft break", "One\ntwo", "p: One two\n"},
        {"hard break, spaces", "One  \ntwo", "p: One\\ntwo\n"},
        {"hard break, backslash", "One\\\ntwo", "p: One\\ntwo\n"},
        {"headings", "# A\n## B\n###### F\n####### G", "h1: A\nh2: B\nh6: F\np: ####### G\n"},
        {"closed heading", "## B ##  ", "h2: B\n"},
        {"setext", "A\n===\nB\n---\n", "h1: A\nh2: B\n"},
        {"setext of two lines", "A\nb\n===", "h1: A b\n"},
        {"empty heading", "#\n\nx", "h1: \np: x\n"},
        {"thematic breaks", "***\n---\n___\n- - -", "hr\nhr\nhr\nhr\n"},
        {"bold and italic", "**b** *i* ***bi*** __b__ _i_",
         "p: <b>b</b> <i>i</i> <b><i>bi</i></b> <b>b</b> <i>i</i>\n"},
        {"open emphasis is text", "**b *i", "p: **b *i\n"},
        {"inside a word", "snake_case_name un*frigging*believable",
         "p: snake_case_name un<i>frigging</i>believable\n"},
        {"strike", "~~gone~~ ~one~", "p: <s>gone</s> <s>one</s>\n"},
        {"code span", "use `x = 1` now", "p: use <c>x = 1</c> now\n"},
        {"code span with ticks", "`` a`b ``", "p: <c>a`b</c>\n"},
        {"code span over lines", "`a\nb`", "p: <c>a b</c>\n"},
        {"bold code", "**`x`**", "p: <b><c>x</c></b>\n"},
        {"escapes", "\\*not\\* \\# \\`", "p: *not* # `\n"},
        {"named entities", "&amp; &copy; &nbsp;x &ngE; &bogus;", "p: & \xC2\xA9 \xC2\xA0x \xE2\x89\xA7\xCC\xB8 &bogus;\n"},
        {"numbers as entities", "&#65; &#x42; &#0; &#x110000;", "p: A B \xEF\xBF\xBD \xEF\xBF\xBD\n"},
        {"raw html is text", "<b>x</b> <img src=\"file:///etc/passwd\">",
         "p: <b>x</b> <img src=\"file:///etc/passwd\">\n"},
        {"html block is text", "<table background=\"/etc/hostname\">\n<tr><td>x\n</table>",
         "p: <table background=\"/etc/hostname\"> <tr><td>x </table>\n"},
        {"html comment is text", "<!-- x -->", "p: <!-- x -->\n"},
        {"link", "[a](http://b.c \"t\")", "p: <a http://b.c>a</a>\n"},
        {"link with markup", "[**a** b](<http://b c>)",
         "p: <a http://b c><b>a</b></a><a http://b c> b</a>\n"},
        {"relative link", "[a](../b)", "p: <a ../b>a</a>\n"},
        {"entity in a link", "[a](http://b?x&amp;y)", "p: <a http://b?x&y>a</a>\n"},
        {"autolink", "<http://a.b> <c@d.e>", "p: <a http://a.b>http://a.b</a> <a mailto:c@d.e>c@d.e</a>\n"},
        {"bare address", "see www.a.org. and https://b.org/c",
         "p: see <a http://www.a.org>www.a.org</a>. and <a https://b.org/c>https://b.org/c</a>\n"},
        {"reference before", "[a]: http://x\n\n[a] [b][a]", "p: <a http://x>a</a> <a http://x>b</a>\n"},
        {"reference after", "[a] text\n\nmore\n\n[a]: http://x", "p: <a http://x>a</a> text\np: more\n"},
        {"reference in a quote", "[a]\n\n> [a]: http://x", "p: <a http://x>a</a>\n> p: \n"},
        {"reference over lines", "[a b]\n\n[a\nb]: http://x", "p: <a http://x>a b</a>\n"},
        {"image", "![alt](http://h.i/p.png)", "p: <img http://h.i/p.png>alt (h.i)</img>\n"},
        {"image of a file", "![x](/etc/hostname) ![](file:///etc/passwd)",
         "p: <img /etc/hostname>x</img> <img file:///etc/passwd>(file:)</img>\n"},
        {"image without a name", "![](a.png)", "p: <img a.png>a.png</img>\n"},
        {"image in a link", "[![a](http://i/1)](http://l)", "p: <img http://i/1>a (i)</img>\n"},
        {"data image", "![d](data:image/png;base64,AA)", "p: <img data:image/png;base64,AA>d (data:)</img>\n"},
        {"bullets", "- a\n- b\n* c", "• p: a\n• p: b\n• p: c\n"},
        {"loose bullets", "- a\n\n- b", "•~ p: a\n•~ p: b\n"},
        {"numbers", "3. a\n4. b", "3. p: a\n4. p: b\n"},
        {"parenthesis", "1) a\n2) b", "1) p: a\n2) p: b\n"},
        {"nested", "- a\n  - b\n    - c\n- d", "• p: a\n· • p: b\n· · • p: c\n• p: d\n"},
        {"item of two paragraphs", "1. a\n\n   b\n2. c", "1.~ p: a\n·~ p: b\n2.~ p: c\n"},
        {"lazy line", "- a\nb", "• p: a b\n"},
        {"empty item", "- a\n-\n- c", "• p: a\n• p: \n• p: c\n"},
        {"tasks", "- [ ] a\n- [x] b\n- [X] c\n- [y] d", "•[ ] p: a\n•[x] p: b\n•[x] p: c\n• p: [y] d\n"},
        {"item of code", "- a\n\n      code\n", "•~ p: a\n·~ code(): code\n"},
        {"fence in an item", "1. a\n   ```sh\n   ls\n     -l\n   ```\n2. b",
         "1. p: a\n· code(sh): ls\\n  -l\n2. p: b\n"},
        {"quote", "> a\n> b\n\n> c", "> p: a b\n> p: c\n"},
        {"nested quote", "> a\n> > b", "> p: a\n| > p: b\n"},
        {"quote with list", "> - a\n> - b", "> • p: a\n| • p: b\n"},
        {"list with quote", "- > a", "• > p: a\n"},
        {"fence", "```python\nx = 1\n\n  y\n```\nz", "code(python): x = 1\\n\\n  y\np: z\n"},
        {"open fence", "```js\nlet a;\n", "code(js): let a;\n"},
        {"fence with words", "~~~c++ title=\"x\"\na\n~~~", "code(c++): a\n"},
        {"longer fence", "````\n```\n````", "code(): ```\n"},
        {"empty fence", "```\n```", "code(): \n"},
        {"fence with empty lines", "```\n\n\na\n\n```", "code(): \\n\\na\\n\n"},
        {"tabs in a fence", "```make\na:\n\tb\tc\n```", "code(make): a:\\n\\tb\\tc\n"},
        {"indented fence", "  ```\n  a\n   b\n  ```", "code(): a\\n b\n"},
        {"tab in a quoted fence", "> ```\n> \tx\n> ```", "> code(): \\tx\n"},
        {"markup in a fence", "```\n**a** &amp; <b>\n```", "code(): **a** &amp; <b>\n"},
        {"indented code", "a\n\n    b\n      c\n\n    d\n", "p: a\ncode(): b\\n  c\\n\\nd\n"},
        {"tab makes code", "\tx\n\t\ty", "code(): x\\n\\ty\n"},
        {"table", "|a|b|\n|---|---|\n|1|2|\n|3|", "table(ll): / a | b | / 1 | 2 | / 3 |  |\n"},
        {"table alignment", "a | b | c\n:-- | :-: | --:\n**1** | `2` | 3",
         "table(lcr): / a | b | c | / <b>1</b> | <c>2</c> | 3 |\n"},
        {"pipe in a cell", "|a|\n|---|\n|x\\|y|", "table(l): / a | / x|y |\n"},
        {"table ends", "|a|\n|---|\n|1|\n\nb", "table(l): / a | / 1 |\np: b\n"},
        {"not a table yet", "|a|b|\n|-", "p: |a|b| |-\n"},
        {"crlf", "a\r\nb\r\n\r\n```\r\nc\r\n```\r\n", "p: a b\ncode(): c\n"},
        {"nul", std::string("a\0b", 3), "p: a\xEF\xBF\xBD" "b\n"},
    };
    return cases;
}

const std::vector<std::string> &markdownAnswers()
{
    static const std::vector<std::string> answers{
        "Retry only what is safe to repeat, and stop early.\n\n- **Attempts:** 3 in total, the first one included.\n"
        "- **Delay:** start at 200 ms, double it, add random jitter.\n- **Time-out:** 10 s per call.\n\n"
        "Send the same idempotency key with every attempt, so that a payment is never taken twice.\n\n"
        "```python\ndef pay(call, key, attempts=3, delay=0.2):\n    for n in range(attempts):\n        try:\n"
        "            return call(key, timeout=10)\n        except Retryable:\n"
        "            sleep(uniform(0, delay * 2**n))\n```\n\nDo not retry a 4xx answer. Exceptions: `408` and `429`.\n",

        "## Retry policy\n\n1. Use exponential backoff with jitter.\n2. Maximum **3 attempts**, first delay **1 s**.\n"
        "3. Time-out of **30 s** for each call.\n\n   ```bash\n   curl --max-time 30 \\\n     https://example.org\n   ```\n\n"
        "4. Always send an idempotency key.\n\n---\n\n| Setting | Value |\n|:--|--:|\n| Attempts | 5 at most |\n"
        "| Delay | 500 ms, doubled |\n\nThe delay grows to 1, 2 and 4 seconds.\n\n> Note: see "
        "[the guide](https://example.org/guide) or ![a diagram](https://example.org/d.png).\n>\n> - one\n> - two\n\n"
        "2024 was fine. 5 is a number.\n\n**Bold** start\n\n*Italic* start\n\n-dash\n\n+plus\n",

        "Text before\n```\ncode\n```\nText after\n* a\n\n  b\n* c\n\n      code in item\n\n1) x\n1) y\n\n\n"
        "Heading\n-------\nmore\n\n- [ ] todo\n- [x] done\n    - deep\n\n            deeper\n\nend &mdash; fin\n\n\n"
        "```\nfirst\n```\n\n```\nsecond\n\n\n",

        "As said in [1] and [two][2].\n\nA paragraph between them, and `x[1]: int` in code.\n\n"
        "```python\nfor a in b[1:]:\n    c[a]: int = 2\n```\n\nMore text about [1].\n\n"
        "[1]: https://example.org/one\n[2]: https://example.org/two \"Two\"\n\nThe end of [two][2].\n",

        "\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82, **\xD0\xBC\xD0\xB8\xD1\x80**! \xF0\x9F\x98\x80\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB\n\n"
        "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D abc\n\n\xE4\xBD\xA0\xE5\xA5\xBD\xEF\xBC\x8C\xE4\xB8\x96\xE7\x95\x8C\n\n"
        "- \xC3\xA9t\xC3\xA9\n- nai\xCC\x88ve\n",
    };
    return answers;
}

const std::vector<std::string> &pictureAnswers()
{
    static const std::vector<std::string> answers{
        "Retry only what is safe to repeat, and stop early.\n\n- **Attempts:** 3 in total, the first one included.\n"
        "- **Delay:** start at 200 ms, double it, add random jitter.\n- **Time-out:** 10 s per call, 30 s for the whole "
        "operation.\n\nSend the same idempotency key with every attempt, so that a payment is never taken twice.\n\n"
        "```python\ndef pay(call, key, attempts=3, delay=0.2):\n    for n in range(attempts):\n        try:\n"
        "            return call(key, timeout=10)\n        except Retryable:\n            sleep(uniform(0, delay * 2**n))\n"
        "```\n\nDo not retry a 4xx answer. Exceptions: `408` and `429`",

        "These are safe defaults for a payments API:\n\n| Setting | Value |\n|---|---|\n| Attempts | 5 at most |\n"
        "| First delay | 500 ms, doubled, full jitter |\n| Longest delay | 8 s |\n| Time-out | 10 s per call |\n\n"
        "Use exponential backoff with jitter, so that clients do not all come back in the same second.\n\n"
        "Send an idempotency key with every attempt; without it, a retry can charge the customer",

        "### Retry policy\n\n1. Use exponential backoff with jitter.\n2. Maximum **3 attempts**, first delay **1 s**.\n"
        "3. Time-out of **30 s** for each call.\n4. Always send an idempotency key.\n\n```python\n"
        "for attempt in range(3):\n    response = client.post(\n        url, json=body, timeout=30,\n"
        "        headers={\"Idempotency-Key\": key})\n    if response.status_code < 500:\n        break\n"
        "    time.sleep(2 ** attempt)\n```\n\nThe delay grows to 1, 2 and 4 seconds",
    };
    return answers;
}

const std::string &markdownSampler()
{
    static const std::string sampler =
        "# Heading one\nText under it with a [link](https://example.org/path), ~~struck~~, *italic* and ***both***.\n\n"
        "## Heading two\n> A quote with `code` in it.\n>\n> - and a list\n> - of two\n\n### Heading three\n"
        "- first\n  - nested\n    - deeper\n      1. numbered\n- [ ] to do\n- [x] done\n\n9. nine\n10. ten\n\n"
        "![A diagram](https://img.example.org/d.png) and a [bad link](javascript:alert(1)).\n\n---\n\n"
        "```js\nconst x = `a ${b}`; // comment that is so long that the block has to scroll sideways to show it all\n"
        "let s = 'hid\xE2\x80\xAE" "den';\n```\n\n| left | centre | right | a column with a long title |\n|:---|:--:|---:|---|\n"
        "| 1 | 2 | 3 | some longer text that has to be wrapped in its cell |\n| `code` | **bold** | 12,345 | x |\n\n"
        "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xD7\xA2\xD7\x95\xD7\x9C\xD7\x9D, \xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82 \xF0\x9F\x91\x8B";
    return sampler;
}

} // namespace lineup::test
