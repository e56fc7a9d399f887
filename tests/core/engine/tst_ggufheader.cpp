#include "core/engine/ggufheader.h"

#include <QTest>

#include <cstring>
#include <random>

using namespace lineup;

namespace {

/// Writes GGUF files as the specification describes them.
class GgufWriter {
public:
    explicit GgufWriter(std::uint32_t version = 3) { raw("GGUF", 4); number(version); }

    void counts(std::uint64_t tensors, std::uint64_t metadata) { number(tensors); number(metadata); }
    void string(const std::string &text) { number(std::uint64_t(text.size())); raw(text.data(), text.size()); }
    void stringValue(const std::string &key, const std::string &value) { string(key); number(std::uint32_t(8)); string(value); }
    void uint32Value(const std::string &key, std::uint32_t value) { string(key); number(std::uint32_t(4)); number(value); }
    void tensor(const std::string &name, std::vector<std::uint64_t> dimensions, std::uint32_t type, std::uint64_t offset)
    {
        string(name);
        number(std::uint32_t(dimensions.size()));
        for (const std::uint64_t d : dimensions)
            number(d);
        number(type);
        number(offset);
    }
    template <class T>
    void number(T value) { raw(reinterpret_cast<const char *>(&value), sizeof value); }
    void raw(const char *bytes, std::size_t size) { m_bytes.append(bytes, size); }
    void pad(std::size_t alignment, std::size_t more) { m_bytes.resize((m_bytes.size() + alignment - 1) / alignment * alignment + more, '\0'); }
    const std::string &bytes() const { return m_bytes; }

private:
    std::string m_bytes;
};

Result<GgufHeader> read(const std::string &bytes)
{
    const GgufReadAt readAt = [&](std::uint64_t offset, std::byte *to, std::size_t size) {
        if (offset + size > bytes.size())
            return false;
        std::memcpy(to, bytes.data() + offset, size);
        return true;
    };
    return readGgufHeader(readAt, bytes.size(), "model.gguf");
}

QString wordOf(const Result<GgufHeader> &header)
{
    return header ? QStringLiteral("ok") : QString::fromStdString(header.error().providerCode.value_or(""));
}

/// A small sound model: two tensors, F32 8×4 at 0 and Q4_1 64×2 at 128, so 128 + 2·2·20 = 208 bytes of data.
GgufWriter soundModel(std::size_t dataBytes = 208)
{
    GgufWriter file;
    file.counts(2, 5);
    file.stringValue("general.architecture", "llama");
    file.stringValue("general.name", "Tiny");
    file.uint32Value("llama.context_length", 8192);
    file.string("tokenizer.ggml.tokens"); // an array of strings
    file.number(std::uint32_t(9));
    file.number(std::uint32_t(8));
    file.number(std::uint64_t(3));
    for (const char *token : {"a", "", "ccc"})
        file.string(token);
    file.string("tokenizer.ggml.scores"); // an array of floats
    file.number(std::uint32_t(9));
    file.number(std::uint32_t(6));
    file.number(std::uint64_t(3));
    for (int i = 0; i < 3; ++i)
        file.number(1.5F);
    file.tensor("token_embd.weight", {8, 4}, 0, 0);
    file.tensor("blk.0.weight", {64, 2}, 3, 128);
    file.pad(32, dataBytes);
    return file;
}

} // namespace

class GgufHeaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsASoundModel();
    void version2Too();
    void everyPrefixIsTruncated();
    void ownAlignment();
    void unknownTensorTypeIsNotJudged();
    void longNamesAreSkipped();
    void emptyModel();
    void refused_data();
    void refused();
    void randomBytesNeverHurt();
    void randomDamageNeverHurts();
};

void GgufHeaderTest::readsASoundModel()
{
    const std::string bytes = soundModel().bytes();
    const auto header = read(bytes);
    QVERIFY2(header.has_value(), header ? "" : header.error().detail.c_str());
    QCOMPARE(header->version, 3U);
    QCOMPARE(header->tensorCount, std::uint64_t(2));
    QCOMPARE(header->architecture, std::string("llama"));
    QCOMPARE(header->name, std::string("Tiny"));
    QVERIFY(header->contextLength == 8192U);
    QCOMPARE(header->bytesNeeded, std::uint64_t(bytes.size()));
    QCOMPARE(header->tensorDataOffset % 32, std::uint64_t(0));
    QCOMPARE(read(bytes + std::string(100, 'x'))->bytesNeeded, std::uint64_t(bytes.size())); // more is fine
}

void GgufHeaderTest::version2Too()
{
    std::string bytes = soundModel().bytes();
    bytes[4] = 2;
    QVERIFY(read(bytes).has_value());
}

void GgufHeaderTest::everyPrefixIsTruncated()
{
    const std::string bytes = soundModel().bytes();
    for (std::size_t length = 0; length < bytes.size(); ++length)
        QCOMPARE(wordOf(read(bytes.substr(0, length))), length < 4 ? QStringLiteral("model-not-gguf") : QStringLiteral("model-truncated"));
}

void GgufHeaderTest::ownAlignment()
{
    for (const std::uint32_t alignment : {1U, 8U, 64U, 4096U}) {
        GgufWriter file;
        file.counts(1, 1);
        file.uint32Value("general.alignment", alignment);
        file.tensor("t", {10}, 24, 0);
        file.pad(alignment, 10);
        const auto header = read(file.bytes());
        QVERIFY(header.has_value());
        QCOMPARE(header->tensorDataOffset % alignment, std::uint64_t(0));
        QCOMPARE(header->bytesNeeded, std::uint64_t(file.bytes().size()));
    }
}

void GgufHeaderTest::unknownTensorTypeIsNotJudged()
{
    GgufWriter file;
    file.counts(1, 0);
    file.tensor("t", {1000000}, 999, 0);
    file.pad(32, 0);
    QVERIFY(read(file.bytes()).has_value());
}

void GgufHeaderTest::longNamesAreSkipped()
{
    GgufWriter file;
    file.counts(0, 2);
    file.stringValue("general.name", std::string(100000, 'n'));
    file.stringValue("tokenizer.chat_template", std::string(100000, 't'));
    file.pad(32, 0);
    const auto header = read(file.bytes());
    QVERIFY(header.has_value());
    QVERIFY(header->name.empty());
}

void GgufHeaderTest::emptyModel()
{
    GgufWriter file;
    file.counts(0, 0);
    file.pad(32, 0);
    const auto header = read(file.bytes());
    QVERIFY(header.has_value());
    QCOMPARE(header->bytesNeeded, std::uint64_t(32));
}

void GgufHeaderTest::refused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const GgufWriter &file, const char *word) {
        QTest::newRow(name) << QByteArray::fromStdString(file.bytes()) << QString::fromLatin1(word);
    };
    QTest::newRow("empty") << QByteArray() << QStringLiteral("model-not-gguf");
    QTest::newRow("a page") << QByteArray("<!DOCTYPE html>") << QStringLiteral("model-not-gguf");
    QTest::newRow("old ggml") << QByteArray("lmgg\1\0\0\0", 8) << QStringLiteral("model-not-gguf");
    row("version 1", GgufWriter(1), "model-unsupported");
    row("version 99", GgufWriter(99), "model-unsupported");
    row("big endian", GgufWriter(0x03000000), "model-unsupported");
    {
        GgufWriter file;
        file.counts(~0ULL, 0);
        row("endless tensors", file, "model-truncated");
    }
    {
        GgufWriter file;
        file.counts(0, ~0ULL);
        row("endless metadata", file, "model-truncated");
    }
    {
        GgufWriter file;
        file.counts(0, 1);
        file.number(~0ULL);
        row("endless key", file, "model-truncated");
    }
    for (const std::uint32_t type : {8U, 0U, 12U}) {
        GgufWriter file;
        file.counts(0, 1);
        file.string("k");
        file.number(std::uint32_t(9));
        file.number(type);
        file.number(~0ULL);
        row(type == 8U ? "endless strings" : type == 0U ? "endless bytes" : "endless doubles", file, "model-truncated");
    }
    {
        GgufWriter file;
        file.counts(0, 1);
        file.string("k");
        file.number(std::uint32_t(13));
        row("unknown value type", file, "model-unsupported");
    }
    {
        GgufWriter file;
        file.counts(0, 1);
        file.string("k");
        file.number(std::uint32_t(9));
        file.number(std::uint32_t(9));
        file.number(std::uint64_t(0));
        row("array of arrays", file, "model-unsupported");
    }
    for (const std::uint32_t alignment : {0U, 3U, 1U << 21U}) {
        GgufWriter file;
        file.counts(0, 1);
        file.uint32Value("general.alignment", alignment);
        row(alignment == 0 ? "alignment 0" : alignment == 3 ? "alignment 3" : "alignment 2 MiB", file, "model-unsupported");
    }
    {
        GgufWriter file;
        file.counts(1, 0);
        file.tensor("t", {1, 1, 1, 1, 1}, 0, 0);
        row("five dimensions", file, "model-unsupported");
    }
    {
        GgufWriter file;
        file.counts(1, 0);
        file.tensor("t", {1ULL << 40U, 1ULL << 40U}, 0, 0);
        row("dimensions overflow", file, "model-truncated");
    }
    {
        GgufWriter file;
        file.counts(1, 0);
        file.tensor("t", {1ULL << 63U}, 0, 0);
        row("size overflows", file, "model-truncated");
    }
    {
        GgufWriter file;
        file.counts(1, 0);
        file.tensor("t", {4}, 0, ~0ULL - 3);
        row("offset overflows", file, "model-truncated");
    }
    {
        GgufWriter file;
        file.counts(1, 0);
        file.tensor("t", {1}, 999, ~0ULL);
        row("data offset overflows", file, "model-truncated");
    }
}

void GgufHeaderTest::refused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, word);
    const auto header = read(bytes.toStdString());
    QCOMPARE(wordOf(header), word);
    QCOMPARE(int(header.error().code), int(ErrorCode::EngineModelBad));
    QCOMPARE(header.error().subject, std::string("model.gguf"));
}

void GgufHeaderTest::randomBytesNeverHurt()
{
    std::mt19937 random(20261124);
    for (int round = 0; round < 2000; ++round) {
        std::string bytes("GGUF\3\0\0\0", 8);
        const std::size_t size = random() % 400;
        for (std::size_t i = 0; i < size; ++i)
            bytes += static_cast<char>(random() % 4 == 0 ? random() % 256 : random() % 10);
        const auto header = read(bytes);
        QVERIFY(!header || header->bytesNeeded <= bytes.size());
    }
}

void GgufHeaderTest::randomDamageNeverHurts()
{
    std::mt19937 random(7);
    const std::string sound = soundModel().bytes();
    for (int round = 0; round < 5000; ++round) {
        std::string bytes = sound;
        for (unsigned change = 0; change <= random() % 3; ++change)
            bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
        const auto header = read(bytes);
        QVERIFY(!header || header->bytesNeeded <= bytes.size());
    }
}

QTEST_APPLESS_MAIN(GgufHeaderTest)
#include "tst_ggufheader.moc"
