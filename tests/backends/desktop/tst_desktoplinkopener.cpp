#include "backends/desktop/desktoplinkopener.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace lineup;

namespace {

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestDesktopLinkOpener : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void openable()
    {
        for (const char *url : {"http://example.org", "https://example.org/a?b=c&d=%20#e", "HTTPS://EXAMPLE.ORG", "http://127.0.0.1:8080/v1",
                                "http://[::1]:80/", "https://user@example.org/", "https://xn--e1afmkfd.xn--p1ai/", "mailto:a@example.org",
                                "MailTo:a@example.org?subject=Hi%20there&body=x", "mailto:?to=a@example.org"})
            QVERIFY2(isOpenableLink(url), url);
    }

    void notOpenable()
    {
        for (const char *url : {"", "example.org", "/etc/passwd", "file:///etc/passwd", "FILE:///etc/passwd", "javascript:alert(1)", "data:text/html,x",
                                "ftp://example.org", "smb://host/x", "vscode://x", "http:", "http:/x", "http://", "http:///path", "https://?q", "https://:80/",
                                "https://user@/x", "mailto:", " https://example.org", "https://example.org ", "https://exa mple.org", "https://example.org/\n",
                                "https://example.org/\x01", "https://example.org/\x7F", "https://ex\xC3\xA4mple.org", "https://example.org/\"", "https://example.org/'",
                                "https://example.org/`id`", "https://example.org/\\", "https://example.org/<x>", "-https://example.org", "--help", "http\t://x",
                                "mailto:a@example.org?attach=/etc/passwd", "mailto:a@example.org?subject=x&Attachment=/etc/passwd",
                                "mailto:a@example.org?subject=x;attach=/etc/passwd", "mailto:a@example.org?att%61ch=/etc/passwd"})
            QVERIFY2(!isOpenableLink(url), url);
        QVERIFY(!isOpenableLink(std::string_view("https://example.org/\0x", 22)));
        QVERIFY(!isOpenableLink("https://example.org/" + std::string(9000, 'a')));
    }

    void theLinkIsOneArgumentOfTheProgram()
    {
        QTemporaryDir folder;
        const QString program = folder.filePath(QStringLiteral("opener"));
        const QString seen = folder.filePath(QStringLiteral("seen"));
        QFile script(program);
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\nprintf '%s:%s' \"$#\" \"$1\" > '" + seen.toUtf8() + ".part'\nmv '" + seen.toUtf8() + ".part' '" + seen.toUtf8() + "'\n");
        script.close();
        QVERIFY(script.setPermissions(QFileDevice::ReadOwner | QFileDevice::ExeOwner));
        DesktopLinkOpener opener(program);
        QVERIFY(!opener.open("file:///etc/passwd"));
        QVERIFY(opener.open("https://example.org/?a=$(id)&b=;c"));
        QTRY_COMPARE(contentOf(seen), QByteArray("1:https://example.org/?a=$(id)&b=;c"));
    }

    void withoutTheProgram()
    {
        DesktopLinkOpener opener(QStringLiteral("/no/such/program"));
        QVERIFY(!opener.open("https://example.org/"));
    }
};

QTEST_GUILESS_MAIN(TestDesktopLinkOpener)
#include "tst_desktoplinkopener.moc"
