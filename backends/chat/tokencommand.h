#pragma once

#include "backends/chat/exchangecontext.h"
#include "core/base/secret.h"

#include <chrono>
#include <memory>
#include <string>

namespace lineup::chat {

/// A header field whose value a command prints, such as `az account get-access-token`.
///
/// The command runs as a child without a shell, once for all who ask meanwhile; its standard error is nobody's business but
/// the error's when it fails. What it printed is kept until five minutes before it expires, or for five minutes when it does
/// not say, and is never written anywhere.
///
/// Made on the main thread, where the child runs and whose event loop it needs; get() from any thread.
class TokenCommand final : public SecretSource {
public:
    struct Options {
        std::string headerName = "Authorization";
        std::string prefix = "Bearer ";
        std::chrono::milliseconds timeLimit{30000};
        std::size_t maxOutputBytes = std::size_t{64} << 10;
    };

    /// BadInput for a command line without a program. Quotes as QProcess::splitCommand() reads them.
    static Result<std::shared_ptr<TokenCommand>> make(const std::string &commandLine, std::shared_ptr<net::Redactor> redactor, Options options);
    static Result<std::shared_ptr<TokenCommand>> make(const std::string &commandLine, std::shared_ptr<net::Redactor> redactor);
    ~TokenCommand() override;

    /// KeyMissing when the command cannot be run, fails, takes too long or prints nothing.
    void get(Done done) override;
    /// The server refused what was given last. True when that had been kept from earlier, so that asking again may help.
    bool forget();

private:
    struct State;
    class Runner;
    struct DeleteLater {
        void operator()(Runner *runner) const;
    };
    TokenCommand(std::shared_ptr<State> state, std::unique_ptr<Runner, DeleteLater> runner);

    std::shared_ptr<State> m_state;
    std::unique_ptr<Runner, DeleteLater> m_runner; ///< ends on its own thread
};

} // namespace lineup::chat
