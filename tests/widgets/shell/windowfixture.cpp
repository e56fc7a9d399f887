#include "tests/widgets/shell/windowfixture.h"

#include "widgets/models/comparesession.h"

#include <QApplication>
#include <QTest>

namespace lineup::test {

ScriptedAnswer lessonAnswer(const ChatRequest &request)
{
    switch (request.messages.size()) {
    case 2: {
        ScriptedAnswer answer = textAnswer("I'd be happy to help you find a green umbrella. There are many kinds of umbrellas to choose from, and the right one depends on "
                                           "what you want to use it for. Here is what I would look at first:\n\n1. **Size**: a small one fits into a bag.\n2. **Handle**: wood or "
                                           "plastic.\n3. **Price**: most cost between 10 and 40 dollars.",
                                           38, 96, 10);
        answer.end.outcome = Outcome::Length;
        return answer;
    }
    case 4:
        return textAnswer("{\"product\": \"bicycle\", \"colour\": \"green\"}", 71, 131, 9);
    default:
        return textAnswer("{\"product\": \"umbrella\", \"colour\": \"green\"}", 126, 184, 9);
    }
}

WindowFixture::WindowFixture(Disk &kept, AnsweringBackend::Script script, EngineStatus engineStatus)
    : disk(kept), settings(kept.settings), engine(engineStatus), backends(std::move(script)),
      workspace(backends, kept.files, [&kept](int slot) { return std::make_unique<FakeDraftStore>(kept.drafts, slot); }, clock, "Lineup 0.1.0")
{
}

WindowFixture::~WindowFixture()
{
    window.reset();
}

void WindowFixture::start(QSize size)
{
    appearance = std::make_unique<Appearance>(*qApp, settings, system);
    const BackendPorts ports{backendPorts.store, backendPorts.keys, backendPorts.tester, backendPorts.discovery};
    window = std::make_unique<MainWindow>(workspace, settings, backends, ports, engine, setup, picker, links, clock);
    workspace.start();
    window->resize(size);
    window->show();
    if (!QTest::qWaitForWindowExposed(window.get()))
        qFatal("the window does not come up");
    firstRun = std::make_unique<FirstRun>(workspace, settings, engine);
}

} // namespace lineup::test
