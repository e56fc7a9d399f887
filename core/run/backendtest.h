#pragma once

#include "core/backend/backendtestresult.h"
#include "core/ports/chatbackend.h"

#include <QObject>

#include <memory>
#include <string>
#include <vector>

class QTimer;

namespace lineup {

/// Tests a backend by the cheapest call: its list of models; with a model, also an answer of one token, which proves the key and
/// the model. A provider without a list needs a model.
///
/// Life cycle: start() once; finished() once, never from within start(). Destroying it ends the test in silence. Main thread.
class BackendTest : public QObject {
    Q_OBJECT
public:
    /// `model` "" = the list alone.
    BackendTest(std::shared_ptr<ChatBackend> backend, std::string model, QObject *parent = nullptr);
    ~BackendTest() override;

    void start();

Q_SIGNALS:
    void finished(const lineup::BackendTestResult &result);

private:
    void onReport(ConnectionReport report);
    void ask();
    void drain();
    void onAnswer(const StreamEnd &end);

    std::shared_ptr<ChatBackend> m_backend;
    std::string m_model;
    ConnectionReport m_report; ///< of the list
    std::string m_answer;
    QTimer *m_timer;
    std::shared_ptr<StreamInbox> m_inbox;
    std::unique_ptr<ChatStream> m_stream;
};

} // namespace lineup
