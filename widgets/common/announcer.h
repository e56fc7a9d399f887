#pragma once

#include <QElapsedTimer>
#include <QStringList>
#include <QTimer>
#include <QWidget>

#include <chrono>

namespace lineup {

/// Says things to a screen reader politely: at most one line in two seconds, lines that come together are joined. Qt
/// before 6.8 has no announcement, so the line is the name of a status widget that raises an alert; it takes no room
/// in the window.
class Announcer final : public QWidget {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds kInterval{2000};

    explicit Announcer(QWidget *parent = nullptr);

    void say(const QString &line);
    /// What was said last.
    QString lastLine() const { return m_lastLine; }

Q_SIGNALS:
    void said(const QString &line);

private:
    void speak();

    QStringList m_waiting;
    QString m_lastLine;
    QElapsedTimer m_sinceLast;
    QTimer m_timer;
};

} // namespace lineup
