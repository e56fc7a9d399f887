#include "backends/engine/engineinstallation.h"
#include "backends/engine/localmodels.h"
#include "backends/engine/localmodelsetup.h"
#include "tests/support/fakeclock.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace lineup;
using Phase = SetupProgress::Phase;

namespace {

const auto goOn = [] { return false; };

std::string sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
}

/// A folder in which every package of a model in two parts is installed already.
class Shelf {
public:
    Shelf()
    {
        add("engine", EnginePackage::Role::Engine, "lib.so", "code");
        add("terms", EnginePackage::Role::Model, "terms.html", "<body><h1>Terms</h1><p>Be good.</p></body>");
        add("part1", EnginePackage::Role::Model, "a.part0", "GGUF first ");
        add("part2", EnginePackage::Role::Model, "a.part1", "and second");
        model.id = "two-parts";
        model.label = "Two Parts";
        model.licence = "LicenseRef-X";
        model.packages = {"engine", "terms", "part1", "part2"};
        model.terms = PackagePath{"terms", "terms.html"};
        model.joined = JoinedFile{"whole.gguf", 21, sha256("GGUF first and second"), {{"part1", "a.part0"}, {"part2", "a.part1"}}};
    }

    QString folder() const { return m_folder.path(); }
    QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &bytes)
    {
        QFile file(path(name));
        if (!QDir().mkpath(QFileInfo(file.fileName()).path()) || !file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write a fixture");
    }
    QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
    }

    LocalModel model;
    std::vector<EnginePackage> packages;

private:
    void add(const std::string &name, EnginePackage::Role role, const std::string &file, const QByteArray &bytes)
    {
        EnginePackage package;
        package.role = role;
        package.name = name;
        package.version = "1";
        package.label = name;
        package.licence = "MIT";
        package.wheelBytes = 1;
        package.wheelSha256 = std::string(64, 'b');
        package.unpackedBytes = bytes.size();
        package.files = {{file, bytes.size(), ""}};
        write(QString::fromStdString(name + "-1/" + file), bytes);
        if (!markPackageVerified(path(QString::fromStdString(name + "-1")), package, "/usr/bin/python3"))
            qFatal("cannot note a fixture");
        packages.push_back(package);
    }

    QTemporaryDir m_folder;
};

} // namespace

class TestLocalModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theModelsOfThisBuildAreWhole()
    {
        const auto &models = builtInLocalModels();
        QCOMPARE(models.size(), std::size_t(2));
        QCOMPARE(models[0].id, std::string("smollm2-135m-instruct"));
        QVERIFY(!models[0].isBase);
        QCOMPARE(models[1].id, std::string("gemma-3-270m"));
        QVERIFY(models[1].isBase && models[1].terms && models[1].joined);
        std::int64_t parts = 0;
        for (const EnginePackage &package : packagesOf(models[1], allEnginePackages())) {
            for (const PackagePath &part : models[1].joined->parts) {
                if (part.package == package.name)
                    parts += package.files.front().bytes;
            }
        }
        QCOMPARE(parts, models[1].joined->bytes);
        // The default set-up brings the default model only.
        QCOMPARE(builtInEnginePackages().size(), std::size_t(2));
    }

    void partsAreJoined()
    {
        Shelf shelf;
        QVERIFY(!isLocalModelInstalled(shelf.folder(), shelf.model, shelf.packages));
        const auto missing = localModelConfig(shelf.folder(), shelf.model, shelf.packages);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::EngineMissing);
        QVERIFY(joinParts(shelf.folder(), shelf.model, shelf.packages, goOn));
        QCOMPARE(shelf.read(QStringLiteral("two-parts/whole.gguf")), QByteArray("GGUF first and second"));
        QVERIFY(isLocalModelInstalled(shelf.folder(), shelf.model, shelf.packages));
        const auto config = localModelConfig(shelf.folder(), shelf.model, shelf.packages);
        QVERIFY(config);
        QCOMPARE(config->modelPath, shelf.path(QStringLiteral("two-parts/whole.gguf")).toStdString());
        QCOMPARE(config->modelName, std::string("Two Parts"));
        // Not twice on the disk; the terms stay to be read.
        QVERIFY(!QDir(shelf.path(QStringLiteral("part1-1"))).exists());
        QVERIFY(QDir(shelf.path(QStringLiteral("terms-1"))).exists());
        QVERIFY(joinParts(shelf.folder(), shelf.model, shelf.packages, goOn)); // nothing to do
    }

    void aDamagedPartIsNoticed()
    {
        Shelf shelf;
        shelf.write(QStringLiteral("part2-1/a.part1"), "and sECOND");
        const auto joined = joinParts(shelf.folder(), shelf.model, shelf.packages, goOn);
        QVERIFY(!joined);
        QCOMPARE(joined.error().code, ErrorCode::BadReply);
        QVERIFY(!isLocalModelInstalled(shelf.folder(), shelf.model, shelf.packages));
        QVERIFY(QDir(shelf.folder()).entryList({QStringLiteral("staging-*")}).isEmpty());
        QVERIFY(QDir(shelf.path(QStringLiteral("part1-1"))).exists());
    }

    void joiningCanBeStopped()
    {
        Shelf shelf;
        QVERIFY(!joinParts(shelf.folder(), shelf.model, shelf.packages, [] { return true; }));
        QVERIFY(QDir(shelf.folder()).entryList({QStringLiteral("staging-*")}).isEmpty());
    }

    void acceptanceIsOfTheTermsThatWereShown()
    {
        Shelf shelf;
        QCOMPARE(*termsText(shelf.folder(), shelf.model, shelf.packages), std::string("Terms\n\nBe good."));
        QVERIFY(!areTermsAccepted(shelf.folder(), shelf.model, shelf.packages));
        QVERIFY(noteTermsAccepted(shelf.folder(), shelf.model, shelf.packages, "2026-11-25T00:00:00.000Z"));
        QVERIFY(areTermsAccepted(shelf.folder(), shelf.model, shelf.packages));
        shelf.write(QStringLiteral("terms-1/terms.html"), "<body>Other terms</body>");
        QVERIFY(!areTermsAccepted(shelf.folder(), shelf.model, shelf.packages));
        shelf.model.terms.reset();
        QVERIFY(areTermsAccepted(shelf.folder(), shelf.model, shelf.packages)); // none, nothing to accept
    }

    void theSetUpWaitsForTheTerms()
    {
        Shelf shelf;
        test::FakeClock clock;
        LocalModelSetup setup(shelf.folder(), shelf.model, clock, {{}, QStringLiteral("x86_64"), shelf.packages, [](const QString &) { return qint64(-1); }});
        setup.start();
        QTRY_COMPARE(setup.progress().phase, Phase::AwaitingTerms);
        QCOMPARE(setup.terms()->text, std::string("Terms\n\nBe good."));
        QVERIFY(!setup.isInstalled());
        setup.acceptTerms();
        QTRY_COMPARE(setup.progress().phase, Phase::Done);
        QVERIFY(setup.isInstalled());
        QVERIFY(!setup.terms());
        // Another time there is nothing to ask and nothing to do.
        LocalModelSetup again(shelf.folder(), shelf.model, clock, {{}, QStringLiteral("x86_64"), shelf.packages, [](const QString &) { return qint64(-1); }});
        again.start();
        QCOMPARE(again.progress().phase, Phase::Done);
    }

    void whoDoesNotAcceptGetsNothing()
    {
        Shelf shelf;
        test::FakeClock clock;
        LocalModelSetup setup(shelf.folder(), shelf.model, clock, {{}, QStringLiteral("x86_64"), shelf.packages, [](const QString &) { return qint64(-1); }});
        setup.start();
        QTRY_COMPARE(setup.progress().phase, Phase::AwaitingTerms);
        setup.cancel();
        QCOMPARE(setup.progress().phase, Phase::Cancelled);
        setup.acceptTerms(); // too late
        QCOMPARE(setup.progress().phase, Phase::Cancelled);
        QVERIFY(!QDir(shelf.path(QStringLiteral("two-parts"))).exists());
    }
};

QTEST_GUILESS_MAIN(TestLocalModels)
#include "tst_localmodels.moc"
