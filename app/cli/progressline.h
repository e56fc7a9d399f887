#pragma once

#include <QString>

namespace lineup {

/// One line on the standard error that is written over again and again, when that is a terminal; nothing at all when not.
class ProgressLine {
public:
    explicit ProgressLine(bool isTerminal) : m_isTerminal(isTerminal) {}
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;

    bool isTerminal() const { return m_isTerminal; }
    /// Cut at the width of the terminal, because a line that wraps cannot be written over.
    void show(const QString &text);
    /// Empties the line, so that something else can be printed there.
    void clear();

private:
    bool m_isTerminal;
    QString m_shown;
};

} // namespace lineup
