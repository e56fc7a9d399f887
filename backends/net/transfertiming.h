#pragma once

#include <chrono>
#include <optional>

namespace lineup::net {

/// How one transfer spent its time, microseconds on the steady clock of the I/O thread.
///
/// The parts that are there add up to `total` exactly: each is the span between two moments, and the part in which the
/// transfer ended takes what is left. A part that does not apply (a reused connection has no dns, connect and tls,
/// plain http has no tls) or was never reached is nullopt, never 0. Nothing is ever negative.
struct TransferTiming {
    using Microseconds = std::chrono::microseconds;
    using Steady = std::chrono::steady_clock::time_point;

    /// IoThread::start() was called.
    Steady queuedAt{};
    /// Given to libcurl. queuedAt + queue.
    Steady startedAt{};
    Steady endedAt{};

    Microseconds queue{0};                ///< waiting for a free place (IoOptions::maxTransfersPerOrigin)
    std::optional<Microseconds> dns;      ///< looking up the host, or the proxy
    std::optional<Microseconds> connect;  ///< TCP to the host, or to the proxy
    std::optional<Microseconds> tls;      ///< a proxy's CONNECT, and the handshake; one that fails counts as connect
    std::optional<Microseconds> upload;   ///< until the last byte of the request was handed to the system
    std::optional<Microseconds> headers;  ///< until the first byte of the reply's head
    std::optional<Microseconds> firstBody; ///< from there to the first byte of the body
    std::optional<Microseconds> body;     ///< from there to the end
    Microseconds total{0};                ///< queuedAt to endedAt

    /// The connection had been used before.
    bool connectionReused = false;

    bool operator==(const TransferTiming &) const = default;
};

/// The moments a TransferTiming is made from, in microseconds since the start of the transfer.
struct TransferStamps {
    using Microseconds = std::chrono::microseconds;

    TransferTiming::Steady queuedAt{};
    TransferTiming::Steady startedAt{};
    /// libcurl's CURLINFO_NAMELOOKUP_TIME_T, _CONNECT_TIME_T and _APPCONNECT_TIME_T; 0 = not reached.
    Microseconds nameLookup{0};
    Microseconds connect{0};
    Microseconds appConnect{0};
    bool connectionReused = false;
    /// The connection stood, whatever libcurl's numbers say.
    bool wasConnected = false;
    std::optional<Microseconds> sent;
    std::optional<Microseconds> firstHeader;
    std::optional<Microseconds> firstBody;
    Microseconds end{0};
};

/// Pure. Moments out of order are moved to the latest moment before them.
TransferTiming makeTiming(const TransferStamps &stamps);

} // namespace lineup::net
