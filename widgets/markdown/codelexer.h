#pragma once

#include <QList>
#include <QString>
#include <QStringView>

namespace lineup::markdown {

/// What a part of a line of code is, for its colour only.
enum class CodeToken { Keyword, String, Number, Comment };

struct CodeSpan {
    qsizetype begin = 0;
    qsizetype length = 0;
    CodeToken token = CodeToken::Keyword;

    friend bool operator==(const CodeSpan &, const CodeSpan &) = default;
};

struct LanguageRules;

/// The rules for the name on a code fence ("python", "C++", "sh"; case does not matter); null for an unknown language,
/// which stays without colours.
const LanguageRules *languageRules(QStringView name);

/// What is open at the end of a line: the state the next one begins in. 0 = nothing.
using LexState = int;

/// Appends the coloured parts of `line` (without its newline) to `spans` and returns the state after it. Every line is
/// looked at once: code that grows is never read again from its start. A line is cut after 4,000 characters.
LexState lexLine(const LanguageRules &rules, LexState before, QStringView line, QList<CodeSpan> *spans);

} // namespace lineup::markdown
