#include "core/chat/plainprompt.h"

#include <QTest>

using namespace lineup;

class TestPlainPrompt : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPromptAloneIsVerbatim()
    {
        QCOMPARE(plainPrompt({textMessage(Role::User, "Once upon a time")}), (PlainPrompt{"Once upon a time", {}}));
        QCOMPARE(plainPrompt({textMessage(Role::System, "Rules."), textMessage(Role::User, "Go")}), (PlainPrompt{"Rules.\n\nGo", {}}));
        QCOMPARE(plainPrompt({}), PlainPrompt{});
    }
    void examplesBecomeTurns()
    {
        const PlainPrompt prompt = plainPrompt({textMessage(Role::System, "Say the mood."), textMessage(Role::User, "I love it"),
                                                textMessage(Role::Assistant, "positive"), textMessage(Role::User, "It broke")});
        QCOMPARE(prompt.text, std::string("Say the mood.\n\nInput: I love it\nOutput: positive\n\nInput: It broke\nOutput:"));
        QCOMPARE(prompt.stop, (std::vector<std::string>{"\nInput:", "\n\n"}));
    }
    void anAnswerAtTheEndIsContinued()
    {
        const PlainPrompt prompt = plainPrompt({textMessage(Role::User, "a"), textMessage(Role::Assistant, "b")});
        QCOMPARE(prompt.text, std::string("Input: a\nOutput: b"));
        QVERIFY(prompt.stop.empty());
    }
};

QTEST_APPLESS_MAIN(TestPlainPrompt)
#include "tst_plainprompt.moc"
