#pragma once

#include <QObject>

class QSocketNotifier;

namespace lineup {

/// Turns SIGINT, SIGTERM and SIGHUP into a Qt signal on the main thread. The first one asks to end in order; a second one
/// ends the program at once, as the signal does by itself. One object at a time; the former handlers come back with its end.
class Interrupts : public QObject {
    Q_OBJECT
public:
    explicit Interrupts(QObject *parent = nullptr);
    ~Interrupts() override;

    /// Number of the signal that came; 0 = none.
    int received() const { return m_received; }

Q_SIGNALS:
    void interrupted(int signalNumber);

private:
    void onReadable();

    int m_readEnd = -1;
    int m_received = 0;
    QSocketNotifier *m_notifier = nullptr;
};

/// Exit code of a program that a signal ended, as shells report it: 130 for SIGINT.
constexpr int exitCodeOfSignal(int signalNumber)
{
    return 128 + signalNumber;
}

} // namespace lineup
