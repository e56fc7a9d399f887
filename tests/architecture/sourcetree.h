#pragma once

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <set>
#include <vector>

namespace lineup::test {

/// The files of the project as text, by their path from the root.
class SourceTree {
public:
    SourceTree() : m_root(qEnvironmentVariable("LINEUP_SOURCE_DIR")) {}

    const QString &root() const { return m_root; }

    /// Paths below `folders` ("" = everything) whose names end with one of `suffixes`, sorted.
    QStringList files(const QStringList &folders, const QStringList &suffixes) const
    {
        QStringList found;
        for (const QString &folder : folders) {
            QDirIterator walk(m_root + QLatin1Char('/') + folder, QDir::Files | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
            while (walk.hasNext()) {
                const QString path = walk.next().mid(m_root.size() + 1);
                const bool isWanted = std::any_of(suffixes.begin(), suffixes.end(), [&](const QString &suffix) { return path.endsWith(suffix); });
                if (isWanted)
                    found << (path.startsWith(QLatin1Char('/')) ? path.mid(1) : path);
            }
        }
        found.sort();
        return found;
    }

    QString text(const QString &path) const
    {
        QFile file(m_root + QLatin1Char('/') + path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    /// The text without what stands behind "//" on each line; what stands in literals stays.
    QString code(const QString &path) const
    {
        static const QRegularExpression comment(QStringLiteral("(^|[^:\"])//[^\\n]*"));
        return text(path).replace(comment, QStringLiteral("\\1"));
    }

    struct Include {
        QString name;
        bool isQuoted = false;
    };
    std::vector<Include> includes(const QString &path) const
    {
        static const QRegularExpression line(QStringLiteral("^[ \\t]*#[ \\t]*include[ \\t]*([<\"])([^>\"]+)[>\"]"), QRegularExpression::MultilineOption);
        std::vector<Include> list;
        auto match = line.globalMatch(text(path));
        while (match.hasNext()) {
            const auto include = match.next();
            list.push_back({include.captured(2), include.captured(1) == QLatin1String("\"")});
        }
        return list;
    }

private:
    QString m_root;
};

/// Things that break a rule and may, for now. One that breaks it no longer is a failure of its own, so that the list shrinks.
class Exceptions {
public:
    explicit Exceptions(std::vector<QString> list) : m_left(list.begin(), list.end()), m_all(m_left) {}

    bool allows(const QString &thing)
    {
        m_left.erase(thing);
        return m_all.count(thing) != 0;
    }
    QStringList unused() const { return {m_left.begin(), m_left.end()}; }

private:
    std::set<QString> m_left;
    std::set<QString> m_all;
};

inline QString lines(const QStringList &list)
{
    return QLatin1Char('\n') + list.join(QLatin1Char('\n'));
}

} // namespace lineup::test
