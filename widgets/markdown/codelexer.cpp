#include "widgets/markdown/codelexer.h"

#include <QSet>

#include <array>

namespace lineup::markdown {

namespace {

constexpr qsizetype kLongestLine = 4000;

enum RuleFlag {
    HashComment = 1,
    SlashComment = 2,
    DashComment = 4,
    BlockComment = 8,
    TripleQuotes = 16,
    BacktickString = 32, ///< goes over lines
    SingleQuoteString = 64,
    OpenQuotes = 128, ///< ordinary strings go over lines (shells)
    AnyCase = 256,
    SingleQuoteChar = 512, ///< 'a' or '\n'; anything else after a quote is a lifetime or a digit separator
    Preprocessor = 1024,
};

enum State : LexState { Plain = 0, InBlockComment, InTripleSingle, InTripleDouble, InBacktick, InSingle, InDouble };

} // namespace

struct LanguageRules {
    const char *names;
    int flags;
    const char *words;
    QSet<QString> keywords = {};
};

namespace {

constexpr int kCurly = SlashComment | BlockComment;

std::array<LanguageRules, 14> makeRules()
{
    std::array<LanguageRules, 14> rules{{
        {"python py python3 py3 pycon", HashComment | TripleQuotes | SingleQuoteString,
         "False None True and as assert async await break case class continue def del elif else except finally for from "
         "global if import in is lambda match nonlocal not or pass raise return try while with yield"},
        {"json jsonc json5 jsonl ndjson", kCurly | SingleQuoteString, "true false null"},
        {"javascript js jsx ts tsx typescript mjs node", kCurly | SingleQuoteString | BacktickString,
         "abstract as async await break case catch class const continue debugger declare default delete do else enum "
         "export extends false finally for from function get if implements import in instanceof interface let new null "
         "of private protected public readonly return set static super switch this throw true try type typeof undefined "
         "var void while with yield"},
        {"c h", kCurly | SingleQuoteChar | Preprocessor,
         "auto bool break case char const continue default do double else enum extern false float for goto if inline int "
         "long register restrict return short signed sizeof static struct switch true typedef union unsigned void "
         "volatile while NULL"},
        {"cpp c++ cc cxx hpp hh arduino", kCurly | SingleQuoteChar | Preprocessor,
         "alignas alignof auto bool break case catch char class co_await co_return co_yield concept const consteval "
         "constexpr const_cast continue decltype default delete do double dynamic_cast else enum explicit export extern "
         "false final float for friend goto if inline int long mutable namespace new noexcept nullptr operator override "
         "private protected public reinterpret_cast requires return short signed sizeof static static_assert "
         "static_cast struct switch template this throw true try typedef typename union unsigned using virtual void "
         "volatile while"},
        {"java", kCurly | SingleQuoteChar | TripleQuotes,
         "abstract assert boolean break byte case catch char class const continue default do double else enum extends "
         "false final finally float for if implements import instanceof int interface long native new null package "
         "private protected public record return short static super switch synchronized this throw throws true try var "
         "void volatile while yield"},
        {"csharp cs c#", kCurly | SingleQuoteChar | Preprocessor,
         "abstract as async await base bool break byte case catch char class const continue decimal default delegate do "
         "double else enum event explicit extern false finally fixed float for foreach get if implicit in int interface "
         "internal is lock long namespace new null object operator out override params private protected public readonly "
         "record ref return sealed set short static string struct switch this throw true try typeof uint using var "
         "virtual void while yield"},
        {"go golang", kCurly | SingleQuoteChar | BacktickString,
         "any bool break byte case chan const continue default defer else error fallthrough false float64 for func go "
         "goto if import int int64 interface map nil package range return rune select string struct switch true type "
         "uint var"},
        {"rust rs", kCurly | SingleQuoteChar,
         "Self as async await bool break const continue crate dyn else enum extern f32 f64 false fn for i32 i64 if impl "
         "in let loop match mod move mut pub ref return self static str struct super trait true type u32 u64 u8 unsafe "
         "use usize where while"},
        {"kotlin kt kts", kCurly | SingleQuoteChar | TripleQuotes,
         "abstract as break by catch class companion const constructor continue data do else enum false final finally "
         "for fun if import in init interface internal is lateinit null object open override package private protected "
         "public return sealed super suspend this throw true try typealias val var when while"},
        {"swift", kCurly | TripleQuotes,
         "Any as associatedtype async await break case catch class continue default defer deinit do else enum extension "
         "false fileprivate for func guard if import in init inout internal is let nil open operator private protocol "
         "public repeat return self static struct super switch throw throws true try var where while"},
        {"bash sh shell zsh console shell-session", HashComment | SingleQuoteString | OpenQuotes,
         "case do done elif else esac eval exec exit export fi for function if in local read readonly return select set "
         "shift source then trap unset until while"},
        {"sql postgresql mysql sqlite", DashComment | BlockComment | SingleQuoteString | AnyCase,
         "add all alter and as asc begin between by case check column commit constraint create cross default delete desc "
         "distinct drop else end exists foreign from full group having if in index inner insert into is join key left "
         "like limit not null offset on or order outer over partition primary references right rollback select set table "
         "then union unique update using values view when where with"},
        {"yaml yml toml ini dockerfile makefile make", HashComment | SingleQuoteString,
         "true false null yes no on off FROM RUN CMD COPY ADD ENV ARG WORKDIR ENTRYPOINT EXPOSE USER"},
    }};
    for (LanguageRules &rule : rules) {
        const QStringList words = QString::fromLatin1(rule.words).split(u' ');
        rule.keywords = QSet<QString>(words.begin(), words.end());
    }
    return rules;
}

bool isWordStart(QChar character)
{
    return character.isLetter() || character == u'_' || character == u'$';
}

bool isWordPart(QChar character)
{
    return character.isLetterOrNumber() || character == u'_' || character == u'$';
}

/// One pass over one line.
class LineLexer {
public:
    LineLexer(const LanguageRules &rules, QStringView line, QList<CodeSpan> *spans)
        : m_rules(rules)
        , m_line(line.left(kLongestLine))
        , m_spans(spans)
    {
    }

    LexState run(LexState state)
    {
        while (m_at < m_line.size() || state == Plain) {
            if (state != Plain) {
                state = continueOpen(state, m_at, m_at);
                if (state != Plain)
                    return state;
            }
            if (m_at >= m_line.size())
                return Plain;
            state = plainStep();
        }
        return state;
    }

private:
    bool has(int flag) const { return (m_rules.flags & flag) != 0; }
    bool looksAt(const QString &text) const { return m_line.mid(m_at).startsWith(text); }

    void emitSpan(qsizetype begin, qsizetype end, CodeToken token)
    {
        if (end > begin)
            m_spans->append({begin, end - begin, token});
    }

    /// Goes on with what `state` says is open, from `from`; its colour begins at `begin`.
    LexState continueOpen(LexState state, qsizetype begin, qsizetype from)
    {
        static const QString kClosers[] = {QString(), QStringLiteral("*/"), QStringLiteral("'''"),
                                           QStringLiteral("\"\"\""), QStringLiteral("`"), QStringLiteral("'"),
                                           QStringLiteral("\"")};
        const QString &closer = kClosers[state];
        const bool escapes = state != InBlockComment && !(state == InSingle && has(OpenQuotes));
        const CodeToken token = state == InBlockComment ? CodeToken::Comment : CodeToken::String;
        qsizetype at = from;
        while (at < m_line.size()) {
            if (escapes && m_line[at] == u'\\') {
                at += 2;
            } else if (m_line.mid(at).startsWith(closer)) {
                m_at = at + closer.size();
                emitSpan(begin, m_at, token);
                return Plain;
            } else {
                ++at;
            }
        }
        m_at = m_line.size();
        emitSpan(begin, m_at, token);
        return state;
    }

    LexState open(LexState state, qsizetype opener)
    {
        const qsizetype begin = m_at;
        const LexState after = continueOpen(state, begin, begin + opener);
        const bool staysOpen = state == InBlockComment || state == InTripleSingle || state == InTripleDouble
            || state == InBacktick || has(OpenQuotes);
        return staysOpen ? after : static_cast<LexState>(Plain);
    }

    LexState comment()
    {
        emitSpan(m_at, m_line.size(), CodeToken::Comment);
        m_at = m_line.size();
        return Plain;
    }

    LexState plainStep()
    {
        const QChar character = m_line[m_at];
        // In Python a comment may follow anything, in shells and settings files only a blank.
        const bool afterBlank = m_at == 0 || m_line[m_at - 1].isSpace() || has(TripleQuotes);
        if (has(HashComment) && character == u'#' && afterBlank)
            return comment();
        if ((has(SlashComment) && looksAt(QStringLiteral("//"))) || (has(DashComment) && looksAt(QStringLiteral("--"))))
            return comment();
        if (has(BlockComment) && looksAt(QStringLiteral("/*")))
            return open(InBlockComment, 2);
        if (has(TripleQuotes) && looksAt(QStringLiteral("\"\"\"")))
            return open(InTripleDouble, 3);
        if (has(TripleQuotes) && has(SingleQuoteString) && looksAt(QStringLiteral("'''")))
            return open(InTripleSingle, 3);
        if (character == u'"')
            return open(InDouble, 1);
        if (character == u'\'' && has(SingleQuoteString))
            return open(InSingle, 1);
        if (character == u'\'' && has(SingleQuoteChar) && isCharacterLiteral())
            return open(InSingle, 1);
        if (character == u'`' && has(BacktickString))
            return open(InBacktick, 1);
        if (has(Preprocessor) && character == u'#' && m_line.left(m_at).trimmed().isEmpty()) {
            const qsizetype begin = m_at++;
            while (m_at < m_line.size() && (isWordPart(m_line[m_at]) || (m_line[m_at] == u' ' && m_at == begin + 1)))
                ++m_at;
            emitSpan(begin, m_at, CodeToken::Keyword);
        } else if (character.isDigit()) {
            number();
        } else if (isWordStart(character)) {
            word();
        } else {
            ++m_at;
        }
        return Plain;
    }

    bool isCharacterLiteral() const
    {
        const QStringView rest = m_line.mid(m_at + 1, 12);
        if (rest.startsWith(u'\\'))
            return rest.indexOf(u'\'', 2) > 0;
        const qsizetype close = rest.indexOf(u'\'');
        return close == 1 || (close == 2 && rest[0].isHighSurrogate());
    }

    void number()
    {
        const qsizetype begin = m_at;
        while (m_at < m_line.size()) {
            const QChar character = m_line[m_at];
            const bool exponentSign = (character == u'+' || character == u'-') && m_at > begin
                && (m_line[m_at - 1] == u'e' || m_line[m_at - 1] == u'E') && !looksHexadecimal(begin);
            const bool point = character == u'.' && m_at + 1 < m_line.size() && m_line[m_at + 1].isDigit();
            if (!isWordPart(character) && !exponentSign && !point)
                break;
            ++m_at;
        }
        emitSpan(begin, m_at, CodeToken::Number);
    }

    bool looksHexadecimal(qsizetype begin) const
    {
        return m_line.mid(begin, 2).compare(QStringLiteral("0x"), Qt::CaseInsensitive) == 0;
    }

    void word()
    {
        const qsizetype begin = m_at;
        while (m_at < m_line.size() && isWordPart(m_line[m_at]))
            ++m_at;
        const QString text = m_line.mid(begin, m_at - begin).toString();
        // A name after a dot is a member, however it is spelt.
        const bool member = begin > 0 && m_line[begin - 1] == u'.';
        if (!member && m_rules.keywords.contains(has(AnyCase) ? text.toLower() : text))
            emitSpan(begin, m_at, CodeToken::Keyword);
    }

    const LanguageRules &m_rules;
    QStringView m_line;
    QList<CodeSpan> *m_spans;
    qsizetype m_at = 0;
};

} // namespace

const LanguageRules *languageRules(QStringView name)
{
    static const std::array<LanguageRules, 14> kRules = makeRules();
    const QString wanted = name.toString().toLower();
    if (wanted.isEmpty())
        return nullptr;
    for (const LanguageRules &rules : kRules) {
        if (QString::fromLatin1(rules.names).split(u' ').contains(wanted))
            return &rules;
    }
    return nullptr;
}

LexState lexLine(const LanguageRules &rules, LexState before, QStringView line, QList<CodeSpan> *spans)
{
    return LineLexer(rules, line, spans).run(before);
}

} // namespace lineup::markdown
