#include "backends/net/iothread.h"
#include "backends/registry/allproviders.h"
#include "tests/backends/faults/fault.h"
#include "tests/backends/faults/memorypeak.h"
#include "tests/backends/providers/answer.h"
#include "tests/support/httpreply.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cstdio>

using namespace lineup;
using namespace lineup::test;

namespace {

/// The verdict comes within this time. Clocks of the faults are far shorter; the rest is for a busy machine.
constexpr std::chrono::milliseconds kTimeLimit{2000};
/// By this much a hostile reply may make the process grow: the longest line there may be, twice, because a buffer is moved
/// when it grows.
constexpr std::size_t kMemoryLimit = std::size_t{48} << 20;
/// Cuts of one reply that are asked for at once.
constexpr std::size_t kAtOnce = 6;

/// Everything that one kind of backend has in the matrix.
struct Column {
    std::string kind;
    const GoodReply *good = nullptr;
    std::unique_ptr<TestServer> server;
    std::shared_ptr<ChatBackend> backend;
};

ChatRequest request(const Clocks &clocks = {})
{
    ChatRequest request;
    request.model = "test-model";
    request.messages = {textMessage(Role::User, "Count.")};
    request.clocks = clocks;
    request.retries = 0;
    return request;
}

std::string said(const Answer &answer)
{
    if (!answer.end)
        return "no end";
    std::string words = std::string(outcomeName(answer.end->outcome));
    if (answer.end->error) {
        words += ' ' + std::string(errorCodeName(answer.end->error->code));
        if (answer.end->error->timeoutPhase)
            words += ' ' + std::string(timeoutPhaseName(*answer.end->error->timeoutPhase));
        words += " (" + answer.end->error->detail + ")";
    }
    return words + ", text \"" + answer.text().substr(0, 60) + "\"";
}

/// "" or what is wrong.
std::string problemOf(const Answer &answer, const Verdict &verdict)
{
    if (!answer.end)
        return "no end within the time";
    const bool hasFinished = answer.end->outcome == Outcome::Finished;
    const bool isRightError = answer.end->error && verdict.code == answer.end->error->code && verdict.phase == answer.end->error->timeoutPhase;
    const bool isRightEnd = verdict.code ? isRightError || (verdict.mayFinish && hasFinished) : hasFinished;
    if (!isRightEnd || (verdict.text && answer.text() != *verdict.text))
        return "got " + said(answer);
    if (answer.end->error && (answer.end->error->detail.empty() || answer.end->error->subject.empty()))
        return "an error without words";
    if (answer.ends != 1)
        return "more than one end";
    return {};
}

} // namespace

/// Every fault × every kind of backend of the registry: the right typed error within its time, the text so far kept, one end,
/// memory bounded, and the next request on the same backend works.
class TestFaultMatrix : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        net::IoOptions options;
        options.drainInterval = std::chrono::milliseconds(1);
        m_io = std::make_unique<net::IoThread>(options);
        const ProviderTools tools{m_io.get(), std::make_shared<net::Redactor>(), [](const std::string &) { return std::nullopt; }};
        for (const Provider &provider : allProviders()) {
            const auto good = goodReplies().find(provider.descriptor.id);
            QVERIFY2(good != goodReplies().end(), (provider.descriptor.id + " has no good reply in goodreply.cpp").c_str());
            Column column{provider.descriptor.id, &good->second, std::make_unique<TestServer>(), nullptr};
            ProviderConfig config;
            config.baseUrl = column.server->url();
            config.key = Secret("test-key-0123456789");
            config.options = column.good->options;
            for (const ProviderOption &option : provider.descriptor.options) {
                if (!option.defaultValue.empty())
                    config.options.emplace(option.id, option.defaultValue);
            }
            auto backend = provider.make(config, tools);
            QVERIFY2(backend, (column.kind + ": " + (backend ? "" : backend.error().detail)).c_str());
            column.backend = *std::move(backend);
            m_columns.push_back(std::move(column));
        }
        QVERIFY(!m_columns.empty());
    }

    void matrix_data()
    {
        QTest::addColumn<int>("index");
        m_faults = allFaults(m_other.url());
        QVERIFY(m_faults.size() > 50);
        for (std::size_t i = 0; i < m_faults.size(); ++i)
            QTest::newRow(m_faults[i].name.c_str()) << static_cast<int>(i);
    }
    void matrix()
    {
        QFETCH(int, index);
        const Fault &fault = m_faults[static_cast<std::size_t>(index)];
        Row row{fault.name, std::vector<std::string>(m_columns.size(), "-")};
        QStringList problems;
        if (fault.isHeavy) {
            for (std::size_t i = 0; i < m_columns.size(); ++i)
                problems << runCells(fault, {i}, row);
        } else {
            std::vector<std::size_t> all;
            for (std::size_t i = 0; i < m_columns.size(); ++i)
                all.push_back(i);
            problems << runCells(fault, all, row);
        }
        m_rows.push_back(row);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QLatin1Char('\n'))));
    }

    /// The good reply in two chunks, parted at every byte.
    void cutAtEveryByte()
    {
        Row row{"cut in two at every byte", {}};
        for (Column &column : m_columns) {
            QElapsedTimer timer;
            timer.start();
            const std::string body = column.good->body();
            for (std::size_t first = 1; first < body.size(); first += kAtOnce) {
                std::vector<std::unique_ptr<Answer>> answers;
                for (std::size_t at = first; at < std::min(first + kAtOnce, body.size()); ++at) {
                    column.server->then({send(chunkedHead(*column.good) + chunk(body.substr(0, at)) + chunk(body.substr(at)) + lastChunk())});
                    answers.push_back(std::make_unique<Answer>());
                    answers.back()->ask(*column.backend, request());
                }
                for (const auto &answer : answers) {
                    answer->waitForEnd();
                    const std::string problem = problemOf(*answer, {std::nullopt, std::nullopt, kWholeText});
                    QVERIFY2(problem.empty(), (column.kind + ", cut near " + std::to_string(first) + ": " + problem).c_str());
                }
            }
            row.cells.push_back(std::to_string(body.size() - 1) + " in " + std::to_string(timer.elapsed()) + " ms");
        }
        m_rows.push_back(row);
    }

    void nobodyIsThere_data()
    {
        QTest::addColumn<bool>("isBusy");
        QTest::newRow("nobody listens") << false;
        QTest::newRow("nobody takes the connection") << true;
    }
    void nobodyIsThere()
    {
        QFETCH(bool, isBusy);
        const ProviderTools tools{m_io.get(), std::make_shared<net::Redactor>(), [](const std::string &) { return std::nullopt; }};
        const BusyPort busy;
        Clocks clocks;
        clocks.connect = std::chrono::milliseconds(150);
        for (const Provider &provider : allProviders()) {
            ProviderConfig config;
            config.baseUrl = "http://127.0.0.1:" + std::to_string(isBusy ? busy.port() : unusedPort());
            config.key = Secret("test-key-0123456789");
            config.options = goodReplies().at(provider.descriptor.id).options;
            const auto backend = provider.make(config, tools);
            QVERIFY(backend);
            Answer answer;
            answer.ask(**backend, request(clocks));
            answer.waitForEnd(kTimeLimit);
            Verdict verdict{ErrorCode::ConnectionRefused, std::nullopt, ""};
            if (isBusy)
                verdict = {ErrorCode::Timeout, TimeoutPhase::Connect, ""};
            const std::string problem = problemOf(answer, verdict);
            QVERIFY2(problem.empty(), (provider.descriptor.id + ": " + problem).c_str());
        }
    }

    void cleanupTestCase()
    {
        // Nobody was ever asked by way of a redirect.
        QCOMPARE(m_other.connectionCount(), 0);
        printMatrix();
        m_columns.clear();
        m_io.reset();
    }

private:
    struct Row {
        std::string name;
        std::vector<std::string> cells;
    };

    /// The cells of these columns at the same time.
    QStringList runCells(const Fault &fault, const std::vector<std::size_t> &columns, Row &row)
    {
        QStringList problems;
        std::map<std::size_t, std::unique_ptr<Answer>> answers;
        // Made before the memory is looked at.
        std::map<std::size_t, Script> scripts;
        for (const std::size_t i : columns) {
            if (auto script = fault.script(*m_columns[i].good))
                scripts[i] = *std::move(script);
        }
        // Always, because a request that a pooled connection swallowed is sent again.
        for (auto &[i, script] : scripts)
            m_columns[i].server->always(script);
        const MemoryPeak memory;
        for (const auto &[i, script] : scripts) {
            answers[i] = std::make_unique<Answer>();
            answers[i]->ask(*m_columns[i].backend, request(fault.clocks));
        }
        for (auto &[i, answer] : answers)
            answer->waitForEnd(2 * kTimeLimit);
        const auto growth = memory.growth();
        for (auto &[i, answer] : answers) {
            std::string problem = problemOf(*answer, fault.verdict(*m_columns[i].good));
            if (problem.empty() && answer->end->trace.total > kTimeLimit)
                problem = "took " + std::to_string(answer->end->trace.total.count() / 1000) + " ms";
            if (problem.empty() && growth.value_or(0) > kMemoryLimit)
                problem = "took " + std::to_string(*growth >> 20) + " MiB";
            if (problem.empty())
                problem = problemOfNext(m_columns[i]);
            if (problem.empty() && answer->ends != 1)
                problem = "a second end";
            row.cells[i] = problem.empty() ? cell(*answer, fault.isHeavy ? growth : std::nullopt) : "FAILED";
            if (!problem.empty())
                problems << QString::fromStdString(m_columns[i].kind + ": " + problem);
        }
        return problems;
    }

    static std::string cell(const Answer &answer, std::optional<std::size_t> growth)
    {
        std::string words = QString::number(static_cast<double>(answer.end->trace.total.count()) / 1000, 'f', 1).toStdString() + " ms";
        if (growth)
            words += ' ' + std::to_string((*growth + (std::size_t{1} << 19)) >> 20) + " MB";
        return words;
    }

    static std::string problemOfNext(Column &column)
    {
        column.server->always(goodScript(*column.good));
        Answer answer;
        answer.ask(*column.backend, request());
        answer.waitForEnd(2 * kTimeLimit);
        const std::string problem = problemOf(answer, {std::nullopt, std::nullopt, kWholeText});
        return problem.empty() ? problem : "the next request: " + problem;
    }

    void printMatrix() const
    {
        std::string text = "\nThe fault matrix: time until the end, growth of memory for what floods, \"-\" where a fault means nothing\n" + std::string(34, ' ');
        const auto padded = [](std::string words, std::size_t width) {
            words.resize(std::max(words.size() + 1, width), ' ');
            return words;
        };
        for (const Column &column : m_columns)
            text += padded(column.kind, 18);
        for (const Row &row : m_rows) {
            text += '\n' + padded(row.name, 34);
            for (const std::string &each : row.cells)
                text += padded(each, 18);
        }
        std::printf("%s\n", text.c_str());
        std::fflush(stdout);
    }

    std::unique_ptr<net::IoThread> m_io;
    TestServer m_other;
    std::vector<Column> m_columns;
    std::vector<Fault> m_faults;
    std::vector<Row> m_rows;
};

QTEST_GUILESS_MAIN(TestFaultMatrix)
#include "tst_faultmatrix.moc"
