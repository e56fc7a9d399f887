#pragma once

#include "core/base/expected.h"

#include <QDir>
#include <QString>
#include <QStringList>

namespace lineup::test {

/// Why a peer is not there.
struct PeerAbsence {
    QString why; ///< one sentence
    /// The package client cannot reach its registry, or there is none and nobody promised one (that is, not in CI). Everything
    /// else is a fault.
    bool isExcused = false;
};
using InstalledPeer = Expected<QDir, PeerAbsence>;

/// Brings the peers, pinned, into a folder of their own outside the tree: $LINEUP_PEER_CACHE, else "lineup-peers" in the user's
/// cache folder. What is there already is not asked for again. One process at a time (a lock file); blocks for up to
/// some minutes.
///
/// With LINEUP_PEERS_OFFLINE set nothing is fetched: what is not there is excused.
class PeerCache {
public:
    PeerCache();

    /// The folder of `@copilotkit/aimock`: "dist/cli.js" is the program.
    InstalledPeer aimock();
    /// A folder for PYTHONPATH that has llm_katan and what it needs.
    InstalledPeer katan();
    /// The folder of the `openai` package, the official client for Node.
    InstalledPeer openaiClient();
    /// A Node that these packages run on: the one on PATH, else one from a wheel.
    Expected<QString, PeerAbsence> node();

    static constexpr const char *kAimockVersion = "1.43.0";
    static constexpr const char *kKatanVersion = "0.22.0";
    static constexpr const char *kOpenaiVersion = "7.57.0";

private:
    InstalledPeer npmPackage(const QString &name, const QString &version, const QByteArray &sha512);
    InstalledPeer pipFolder(const QString &folder, const QList<QStringList> &installations);

    QDir m_folder;
};

} // namespace lineup::test
