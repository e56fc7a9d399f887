#pragma once

#include <QFile>

namespace lineup::test {

/// Whether the process still does something: a dead one that nobody has collected yet does not.
inline bool isAlive(qint64 pid)
{
    QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return false;
    const QByteArray line = stat.readAll();
    const QByteArray state = line.mid(line.lastIndexOf(')') + 2, 1);
    return state != "Z" && state != "X" && !state.isEmpty();
}

} // namespace lineup::test
