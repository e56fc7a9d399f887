// Start to first paint of Lineup against an empty Qt window, both as whole processes, alternating in one run.
// Usage: bench_start LINEUP-BINARY EMPTY-WINDOW-BINARY [ROUNDS]      goal: ratio of the medians ≤ 3
//
// LINEUP_EXIT_AT_FIRST_PAINT makes the application end right after its first paint, as the empty window does.

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <vector>

namespace {

std::optional<double> millisecondsOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LINEUP_EXIT_AT_FIRST_PAINT"), QStringLiteral("1"));
    process.setProcessEnvironment(environment);
    QElapsedTimer timer;
    timer.start();
    process.start(program, arguments);
    if (!process.waitForFinished(30000) || process.exitCode() != 0)
        return std::nullopt;
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 3) {
        std::fputs("usage: bench_start LINEUP-BINARY EMPTY-WINDOW-BINARY [ROUNDS]\n", stderr);
        return 2;
    }
    const int rounds = arguments.size() > 3 ? arguments[3].toInt() : 11;
    QTemporaryDir profile;
    std::vector<double> lineup;
    std::vector<double> empty;
    for (int round = 0; round <= rounds; ++round) {
        const auto a = millisecondsOf(arguments[1], {QStringLiteral("--profile"), profile.path()});
        const auto b = millisecondsOf(arguments[2], {});
        if (!a || !b) {
            std::fputs("bench_start: a program did not end well\n", stderr);
            return 1;
        }
        if (round == 0) // warms the page cache
            continue;
        lineup.push_back(*a);
        empty.push_back(*b);
    }
    std::printf("start to first paint, whole process, %d rounds: lineup %.0f ms (%.0f–%.0f), empty Qt window %.0f ms (%.0f–%.0f)\n", rounds,
                median(lineup), *std::min_element(lineup.begin(), lineup.end()), *std::max_element(lineup.begin(), lineup.end()),
                median(empty), *std::min_element(empty.begin(), empty.end()), *std::max_element(empty.begin(), empty.end()));
    std::printf("ratio of medians: %.2f (goal <= 3)\n", median(lineup) / median(empty));
    return 0;
}
