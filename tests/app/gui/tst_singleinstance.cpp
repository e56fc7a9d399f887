#include "app/gui/singleinstance.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QLocalSocket>
#include <QProcess>
#include <QSignalSpy>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

namespace lineup::test {

/// A second start of the program on the same profile.
class TestSingleInstance : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void theSecondHandsItsFilesToTheFirst()
    {
        SingleInstance first(m_folder->path());
        QCOMPARE(first.begin({}), SingleInstance::Role::First);
        QSignalSpy asked(&first, &SingleInstance::filesRequested);
        const QStringList files{QStringLiteral("/a b/ünï.lineup"), QStringLiteral("/c\n.lineup")};
        QCOMPARE(beginElsewhere(files), SingleInstance::Role::HandedOver);
        QTRY_COMPARE(asked.size(), 1);
        QCOMPARE(asked.front().front().toStringList(), files);
        QCOMPARE(beginElsewhere({}), SingleInstance::Role::HandedOver);
        QTRY_COMPARE(asked.size(), 2);
        QCOMPARE(asked.back().front().toStringList(), QStringList());
    }

    void otherProfilesAreNoneOfItsBusiness()
    {
        SingleInstance first(m_folder->path());
        QCOMPARE(first.begin({}), SingleInstance::Role::First);
        SingleInstance other(m_folder->path() + QStringLiteral("/other"));
        QCOMPARE(other.begin({}), SingleInstance::Role::First);
    }

    void afterTheFirstHasGoneTheNextIsTheFirst()
    {
        {
            SingleInstance first(m_folder->path());
            QCOMPARE(first.begin({}), SingleInstance::Role::First);
        }
        SingleInstance next(m_folder->path());
        QCOMPARE(next.begin({}), SingleInstance::Role::First);
    }

    void aLockOfADeadProcessCountsForNothing()
    {
        // What kill -9 leaves: a lock file with the number of a process that is gone.
        QProcess gone;
        gone.start(QStringLiteral("true"), QStringList());
        QVERIFY(gone.waitForStarted());
        const qint64 number = gone.processId();
        QVERIFY(gone.waitForFinished());
        QFile lock(m_folder->filePath(QStringLiteral("window.lock")));
        QVERIFY(lock.open(QIODevice::WriteOnly));
        lock.write(QByteArray::number(number) + "\nlineup\n" + QSysInfo::machineHostName().toUtf8() + "\n");
        lock.close();
        SingleInstance next(m_folder->path());
        QCOMPARE(next.begin({}), SingleInstance::Role::First);
    }

    void oneThatHangsIsWaitedForTwoSecondsAtMost()
    {
        SingleInstance first(m_folder->path());
        QCOMPARE(first.begin({}), SingleInstance::Role::First);
        // On this thread nobody answers while the second one waits.
        QElapsedTimer timer;
        timer.start();
        SingleInstance second(m_folder->path());
        QCOMPARE(second.begin({}), SingleInstance::Role::Beside);
        QVERIFY(timer.elapsed() < 8000);
    }

    void rubbishOnTheSocketOpensNothing()
    {
        SingleInstance first(m_folder->path());
        QCOMPARE(first.begin({}), SingleInstance::Role::First);
        QSignalSpy asked(&first, &SingleInstance::filesRequested);
        QCOMPARE(beginElsewhere({QStringLiteral("/one.lineup")}), SingleInstance::Role::HandedOver);
        QTRY_COMPARE(asked.size(), 1);
        QLocalSocket socket;
        socket.connectToServer(first.address());
        QVERIFY(socket.waitForConnected());
        socket.write("[1, {\"a\": 2}, null\n");
        QTRY_COMPARE(asked.size(), 2);
        QCOMPARE(asked.back().front().toStringList(), QStringList());
    }

private:
    /// Another start, on a thread of its own because it waits for the answer.
    SingleInstance::Role beginElsewhere(const QStringList &files)
    {
        auto role = SingleInstance::Role::First;
        std::unique_ptr<QThread> thread(QThread::create([&] {
            SingleInstance second(m_folder->path());
            role = second.begin(files);
        }));
        thread->start();
        QEventLoop loop;
        connect(thread.get(), &QThread::finished, &loop, &QEventLoop::quit);
        loop.exec();
        thread->wait();
        return role;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

} // namespace lineup::test

QTEST_GUILESS_MAIN(lineup::test::TestSingleInstance)
#include "tst_singleinstance.moc"
