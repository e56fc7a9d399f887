#include "widgets/common/announcer.h"

#include "widgets/common/accessiblerole.h"

#include <algorithm>

namespace lineup {

Announcer::Announcer(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("announcer"));
    setAccessibleRole(this, QAccessible::StatusBar);
    setFixedSize(1, 1);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Announcer::speak);
}

void Announcer::say(const QString &line)
{
    if (line.isEmpty())
        return;
    m_waiting.push_back(line);
    if (m_timer.isActive())
        return;
    const qint64 passed = m_sinceLast.isValid() ? m_sinceLast.elapsed() : kInterval.count();
    // Even the first line waits for the end of this turn of the event loop: panes that end together speak together.
    m_timer.start(std::chrono::milliseconds(std::max<qint64>(0, kInterval.count() - passed)));
}

void Announcer::speak()
{
    m_lastLine = m_waiting.join(QLatin1Char(' '));
    m_waiting.clear();
    m_sinceLast.start();
    setAccessibleName(m_lastLine);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    Q_EMIT said(m_lastLine);
}

} // namespace lineup
