#include "tests/architecture/sourcetree.h"

#include <QFileInfo>
#include <QLibraryInfo>
#include <QTest>

#include <map>

using namespace lineup::test;

namespace {

/// One row of the table of who may include and link what.
struct Layer {
    QString name;
    QStringList folders;      ///< where its files are
    QStringList without;      ///< folders in these that belong to another layer
    QStringList mayInclude;   ///< folders of the tree
    QStringList qtModules;    ///< modules whose headers it may include; empty = all
    QStringList foreign;      ///< headers of other libraries; "*" = all
    QStringList targets;      ///< its CMake targets, without "lineup_"
    QStringList mayLink;      ///< empty = everything
};

const std::vector<Layer> kLayers{
    {QStringLiteral("core"), {QStringLiteral("core")}, {}, {QStringLiteral("core")}, {QStringLiteral("QtCore")}, {QStringLiteral("nlohmann/")},
     {QStringLiteral("core")}, {QStringLiteral("Qt6::Core"), QStringLiteral("nlohmann_json::nlohmann_json")}},
    {QStringLiteral("backends"), {QStringLiteral("backends")}, {}, {QStringLiteral("core"), QStringLiteral("backends")},
     {QStringLiteral("QtCore"), QStringLiteral("QtDBus"), QStringLiteral("QtSql")},
     {QStringLiteral("nlohmann/"), QStringLiteral("curl/"), QStringLiteral("simdjson.h"), QStringLiteral("qt6keychain/")}, {QStringLiteral("backends")},
     {QStringLiteral("Lineup::core"), QStringLiteral("Qt6::Core"), QStringLiteral("Qt6::DBus"), QStringLiteral("Qt6::Sql"), QStringLiteral("CURL::libcurl"),
      QStringLiteral("nlohmann_json::nlohmann_json"), QStringLiteral("simdjson::simdjson"), QStringLiteral("Qt6Keychain::Qt6Keychain")}},
    {QStringLiteral("models"), {QStringLiteral("widgets/models")}, {}, {QStringLiteral("core"), QStringLiteral("widgets/models")}, {QStringLiteral("QtCore")},
     {QStringLiteral("nlohmann/")}, {QStringLiteral("models")}, {QStringLiteral("Lineup::core"), QStringLiteral("Qt6::Core")}},
    {QStringLiteral("widgets"), {QStringLiteral("widgets")}, {QStringLiteral("widgets/models")}, {QStringLiteral("core"), QStringLiteral("widgets")},
     {QStringLiteral("QtCore"), QStringLiteral("QtGui"), QStringLiteral("QtWidgets"), QStringLiteral("QtCharts"), QStringLiteral("QtSvg")},
     {QStringLiteral("nlohmann/"), QStringLiteral("md4c.h")}, {QStringLiteral("widgets")},
     {QStringLiteral("Lineup::models"), QStringLiteral("Lineup::core"), QStringLiteral("Qt6::Core"), QStringLiteral("Qt6::Gui"), QStringLiteral("Qt6::Widgets"),
      QStringLiteral("Qt6::Charts"), QStringLiteral("Qt6::Svg"), QStringLiteral("PkgConfig::md4c")}},
    {QStringLiteral("app"), {QStringLiteral("app")}, {}, {QStringLiteral("core"), QStringLiteral("backends"), QStringLiteral("widgets"), QStringLiteral("app")}, {},
     {QStringLiteral("*")}, {}, {}},
    {QStringLiteral("tests/support"), {QStringLiteral("tests/support")}, {}, {QStringLiteral("core"), QStringLiteral("tests/support")},
     {QStringLiteral("QtCore"), QStringLiteral("QtTest"), QStringLiteral("QtNetwork")}, {QStringLiteral("nlohmann/")}, {}, {}},
};

const QStringList kSources{QStringLiteral(".h"), QStringLiteral(".cpp")};

/// What touches disk, network, processes or the screen, and so has no place in core although Qt Core or the standard has it.
const QStringList kNotInCore{
    QStringLiteral("QFile"),          QStringLiteral("QSaveFile"),     QStringLiteral("QFileInfo"),     QStringLiteral("QDir"),
    QStringLiteral("QDirIterator"),   QStringLiteral("QLockFile"),     QStringLiteral("QTemporaryFile"), QStringLiteral("QTemporaryDir"),
    QStringLiteral("QStandardPaths"), QStringLiteral("QSettings"),     QStringLiteral("QProcess"),      QStringLiteral("QStorageInfo"),
    QStringLiteral("QSocketNotifier"), QStringLiteral("QFileSystemWatcher"), QStringLiteral("fstream"), QStringLiteral("filesystem"),
    QStringLiteral("unistd.h"),       QStringLiteral("fcntl.h"),       QStringLiteral("poll.h"),
};

/// "file: <header>" that breaks the table. Each with its reason.
std::vector<QString> allowedIncludes()
{
    return {};
}

/// "folder -> folder" within a layer that closes a circle. Each with its reason.
std::vector<QString> allowedCircles()
{
    return {
        // The runner speaks to the ports; the ports speak of lanes, inboxes and documents.
        QStringLiteral("core/run -> core/ports"),
    };
}

QStringList filesOf(const SourceTree &tree, const Layer &layer)
{
    QStringList files = tree.files(layer.folders, kSources);
    files.removeIf([&](const QString &file) {
        return std::any_of(layer.without.begin(), layer.without.end(), [&](const QString &folder) { return file.startsWith(folder + QLatin1Char('/')); });
    });
    return files;
}

bool isBelow(const QString &path, const QStringList &folders)
{
    return std::any_of(folders.begin(), folders.end(), [&](const QString &folder) { return path.startsWith(folder + QLatin1Char('/')); });
}

/// The Qt module that has a header, "" when none has.
QString qtModuleOf(const QString &header)
{
    static const QStringList modules{QStringLiteral("QtCore"), QStringLiteral("QtGui"), QStringLiteral("QtWidgets"), QStringLiteral("QtCharts"),
                                     QStringLiteral("QtSvg"), QStringLiteral("QtDBus"), QStringLiteral("QtSql"), QStringLiteral("QtNetwork"),
                                     QStringLiteral("QtTest"), QStringLiteral("QtPrintSupport"), QStringLiteral("QtSvgWidgets"), QStringLiteral("QtOpenGL"),
                                     QStringLiteral("QtXml"), QStringLiteral("QtConcurrent")};
    if (modules.contains(header))
        return {};
    if (header.contains(QLatin1Char('/')))
        return header.section(QLatin1Char('/'), 0, 0);
    for (const QString &module : modules) {
        if (QFileInfo::exists(QLibraryInfo::path(QLibraryInfo::HeadersPath) + QLatin1Char('/') + module + QLatin1Char('/') + header))
            return module;
    }
    return {};
}

/// Why this layer must not have that include; "" when it may.
QString objection(const SourceTree &tree, const Layer &layer, const SourceTree::Include &include)
{
    if (include.isQuoted) {
        if (include.name.endsWith(QLatin1String(".moc")))
            return {};
        if (!QFileInfo::exists(tree.root() + QLatin1Char('/') + include.name))
            return QStringLiteral("is not written from the root of the tree");
        return isBelow(include.name, layer.mayInclude) ? QString() : QStringLiteral("is of a layer that this one must not see");
    }
    if (layer.name == QLatin1String("core") && (kNotInCore.contains(include.name) || include.name.startsWith(QLatin1String("sys/"))))
        return QStringLiteral("touches the outside");
    if (include.name.startsWith(QLatin1Char('Q'))) {
        const QString module = qtModuleOf(include.name);
        if (module.isEmpty())
            return QStringLiteral("is a whole module, or of none that is known here");
        return layer.qtModules.isEmpty() || layer.qtModules.contains(module) ? QString() : QStringLiteral("is of ") + module;
    }
    static const QStringList foreign{QStringLiteral("nlohmann/"), QStringLiteral("curl/"), QStringLiteral("simdjson.h"), QStringLiteral("md4c.h"), QStringLiteral("qt6keychain/")};
    const bool isForeign = std::any_of(foreign.begin(), foreign.end(), [&](const QString &start) { return include.name.startsWith(start); });
    const bool isAllowed = layer.foreign.contains(QStringLiteral("*"))
        || std::any_of(layer.foreign.begin(), layer.foreign.end(), [&](const QString &start) { return include.name.startsWith(start); });
    return isForeign && !isAllowed ? QStringLiteral("is of a library that this layer does not have") : QString();
}

/// The words of every call of a CMake command: name, then arguments.
std::vector<QStringList> callsIn(const QString &cmake)
{
    static const QRegularExpression comment(QStringLiteral("#[^\\n]*"));
    static const QRegularExpression call(QStringLiteral("(\\w+)\\s*\\(([^()]*(?:\\([^()]*\\)[^()]*)*)\\)"));
    static const QRegularExpression space(QStringLiteral("\\s+"));
    std::vector<QStringList> calls;
    auto match = call.globalMatch(QString(cmake).remove(comment));
    while (match.hasNext()) {
        const auto found = match.next();
        calls.push_back(QStringList{found.captured(1)} + found.captured(2).split(space, Qt::SkipEmptyParts));
    }
    return calls;
}

/// What a target is linked to, as the CMakeLists.txt of the layers say.
std::map<QString, QStringList> linksOfTargets(const SourceTree &tree)
{
    std::map<QString, QStringList> links;
    const QStringList files = tree.files({QStringLiteral("core"), QStringLiteral("backends"), QStringLiteral("widgets"), QStringLiteral("app")},
                                         {QStringLiteral("CMakeLists.txt"), QStringLiteral(".cmake")});
    for (const QString &file : files) {
        for (const QStringList &call : callsIn(tree.text(file))) {
            const bool isLibrary = call[0] == QLatin1String("lineup_add_library");
            if (call.size() < 2 || (!isLibrary && call[0] != QLatin1String("target_link_libraries")))
                continue;
            QString target = call[1];
            target.remove(QRegularExpression(QStringLiteral("^lineup_")));
            bool isLink = !isLibrary;
            for (const QString &word : call.mid(2)) {
                static const QStringList kinds{QStringLiteral("PUBLIC"), QStringLiteral("PRIVATE"), QStringLiteral("INTERFACE")};
                if (isLibrary && word == word.toUpper())
                    isLink = word == QLatin1String("LINKS") || word == QLatin1String("PRIVATE_LINKS");
                else if (isLink && !kinds.contains(word) && word != QLatin1String("lineup_flags"))
                    links[target] << word;
            }
        }
    }
    return links;
}

using Graph = std::map<QString, std::set<QString>>;

/// A way from `from` to `to` along the graph, empty when there is none.
QStringList wayBetween(const Graph &graph, const QString &from, const QString &to, std::set<QString> &seen)
{
    if (from == to)
        return {to};
    if (!seen.insert(from).second || graph.count(from) == 0)
        return {};
    for (const QString &next : graph.at(from)) {
        if (const QStringList rest = wayBetween(graph, next, to, seen); !rest.isEmpty())
            return QStringList{from} + rest;
    }
    return {};
}

} // namespace

class TestLayers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(QFileInfo::exists(m_tree.root() + QStringLiteral("/core/base/expected.h")), "LINEUP_SOURCE_DIR must name the source tree");
    }

    void everyIncludeIsAllowed()
    {
        Exceptions exceptions(allowedIncludes());
        QStringList problems;
        for (const Layer &layer : kLayers) {
            for (const QString &file : filesOf(m_tree, layer)) {
                for (const auto &include : m_tree.includes(file)) {
                    const QString why = objection(m_tree, layer, include);
                    if (!why.isEmpty() && !exceptions.allows(file + QStringLiteral(": <") + include.name + QLatin1Char('>')))
                        problems << file + QStringLiteral(": <") + include.name + QStringLiteral("> ") + why;
                }
            }
        }
        QVERIFY2(problems.isEmpty(), qPrintable(lines(problems)));
        QVERIFY2(exceptions.unused().isEmpty(), qPrintable(QStringLiteral("no longer needed:") + lines(exceptions.unused())));
    }

    /// The table must not be empty by mistake: each rule is seen to object.
    void theRulesObject()
    {
        const auto of = [&](const char *layerName, const char *header, bool isQuoted) {
            for (const Layer &layer : kLayers) {
                if (layer.name == QLatin1String(layerName))
                    return objection(m_tree, layer, {QString::fromLatin1(header), isQuoted});
            }
            return QStringLiteral("(no such layer)");
        };
        const std::tuple<const char *, const char *, bool> forbidden[] = {
            {"core", "QWidget", false},          {"core", "QtWidgets/QWidget", false}, {"core", "QFile", false},       {"core", "sys/socket.h", false},
            {"core", "curl/curl.h", false},      {"core", "QtCore", false},            {"core", "expected.h", true},   {"backends", "QColor", false},
            {"backends", "QApplication", false}, {"backends", "md4c.h", false},        {"models", "QColor", false},    {"widgets", "curl/curl.h", false},
            {"widgets", "QNetworkReply", false}, {"widgets", "QDBusMessage", false},   {"core", "widgets/models/format.h", true},
            {"models", "widgets/theme/theme.h", true}, {"widgets", "backends/storage/savefilestore.h", true},
            {"backends", "widgets/theme/theme.h", true}, {"tests/support", "backends/storage/savefilestore.h", true},
            {"app", "tests/support/fakeclock.h", true},
        };
        for (const auto &[layer, header, isQuoted] : forbidden)
            QVERIFY2(!of(layer, header, isQuoted).isEmpty(), (std::string(layer) + ' ' + header).c_str());
        const std::tuple<const char *, const char *, bool> fine[] = {
            {"core", "QObject", false}, {"core", "vector", false}, {"core", "nlohmann/json.hpp", false}, {"core", "core/base/error.h", true},
            {"core", "tst_x.moc", true}, {"backends", "QDBusMessage", false}, {"backends", "core/base/error.h", true}, {"widgets", "QChart", false},
            {"widgets", "widgets/models/format.h", true}, {"app", "backends/storage/savefilestore.h", true}, {"app", "QApplication", false},
        };
        for (const auto &[layer, header, isQuoted] : fine)
            QVERIFY2(of(layer, header, isQuoted).isEmpty(), (std::string(layer) + ' ' + header).c_str());
    }

    void everyLinkIsAllowed()
    {
        const auto links = linksOfTargets(m_tree);
        QStringList problems;
        QStringList seen;
        for (const Layer &layer : kLayers) {
            for (const QString &target : layer.targets) {
                QVERIFY2(links.count(target) == 1, qPrintable(QStringLiteral("no target ") + target));
                seen << target;
                for (const QString &library : links.at(target)) {
                    if (!layer.mayLink.contains(library))
                        problems << target + QStringLiteral(" must not link ") + library;
                }
            }
        }
        QVERIFY2(problems.isEmpty(), qPrintable(lines(problems)));
        // Every other target of the layers is the program, which may link everything, or lacks a row in the table.
        const QStringList inLayers = m_tree.files({QStringLiteral("core"), QStringLiteral("backends"), QStringLiteral("widgets")}, {QStringLiteral("CMakeLists.txt")});
        for (const QString &file : inLayers) {
            for (const QStringList &call : callsIn(m_tree.text(file))) {
                static const QStringList makers{QStringLiteral("lineup_add_library"), QStringLiteral("add_library"), QStringLiteral("add_executable"), QStringLiteral("qt_add_library")};
                if (makers.contains(call[0]) && !seen.contains(call[1]))
                    problems << file + QStringLiteral(": the target ") + call[1] + QStringLiteral(" has no row in the table");
            }
        }
        QVERIFY2(problems.isEmpty(), qPrintable(lines(problems)));
    }

    void linkListsAreRead()
    {
        const auto links = linksOfTargets(m_tree);
        QVERIFY(links.at(QStringLiteral("core")).contains(QStringLiteral("Qt6::Core")));
        QVERIFY(links.at(QStringLiteral("backends")).contains(QStringLiteral("CURL::libcurl")));
        QVERIFY(links.at(QStringLiteral("widgets")).contains(QStringLiteral("Qt6::Widgets")));
    }

    /// Folders of one layer do not need each other in a circle.
    void noCircles()
    {
        Exceptions exceptions(allowedCircles());
        Graph graph;
        for (const QString &file : m_tree.files({QStringLiteral("core"), QStringLiteral("backends"), QStringLiteral("widgets"), QStringLiteral("app")}, kSources)) {
            // main() puts everything together, and nothing needs it.
            if (file == QLatin1String("app/main.cpp"))
                continue;
            const QString from = file.section(QLatin1Char('/'), 0, -2);
            for (const auto &include : m_tree.includes(file)) {
                const QString to = include.name.section(QLatin1Char('/'), 0, -2);
                if (include.isQuoted && to != from && to.section(QLatin1Char('/'), 0, 0) == from.section(QLatin1Char('/'), 0, 0))
                    graph[from].insert(to);
            }
        }
        // First without the exceptions, to see which of them are still part of a circle.
        for (const QString &edge : allowedCircles()) {
            const QString from = edge.section(QStringLiteral(" -> "), 0, 0);
            const QString to = edge.section(QStringLiteral(" -> "), 1, 1);
            std::set<QString> seen;
            if (graph[from].count(to) != 0 && !wayBetween(graph, to, from, seen).isEmpty())
                QVERIFY(exceptions.allows(edge));
            graph[from].erase(to);
        }
        QStringList problems;
        for (const auto &[from, targets] : graph) {
            for (const QString &to : targets) {
                std::set<QString> seen;
                if (const QStringList way = wayBetween(graph, to, from, seen); !way.isEmpty())
                    problems << from + QStringLiteral(" -> ") + way.join(QStringLiteral(" -> "));
            }
        }
        QVERIFY2(problems.isEmpty(), qPrintable(lines(problems)));
        QVERIFY2(exceptions.unused().isEmpty(), qPrintable(QStringLiteral("no longer needed:") + lines(exceptions.unused())));
    }

private:
    SourceTree m_tree;
};

QTEST_APPLESS_MAIN(TestLayers)
#include "tst_layers.moc"
