#include "core/chat/message.h"
#include "core/chat/streamevent.h"

#include <QTest>

using namespace lineup;

class TestMessage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textIsApartFromEverythingElse()
    {
        const Message message{Role::Assistant, {ReasoningBlock{"hm"}, TextBlock{"one "}, RefusalBlock{"no"}, ToolCallBlock{"id", "name", "{}"},
                                                TextBlock{"two"}, ReasoningBlock{"!"}}};
        QCOMPARE(plainText(message), std::string("one two"));
        QCOMPARE(reasoningText(message), std::string("hm!"));
        QCOMPARE(plainText({}), std::string());
    }

    void textMessageHoldsOneBlock()
    {
        const Message message = textMessage(Role::System, "be brief");
        QCOMPARE(message, (Message{Role::System, {TextBlock{"be brief"}}}));
        QCOMPARE(plainText(message), std::string("be brief"));
    }

    void names()
    {
        QCOMPARE(roleName(Role::System), std::string_view("system"));
        QCOMPARE(roleName(Role::User), std::string_view("user"));
        QCOMPARE(roleName(Role::Assistant), std::string_view("assistant"));
        // The public spelling, in the order of the enumeration.
        const std::vector<std::string_view> outcomes{"finished", "length", "refused", "filtered", "tool_call", "error", "cancelled", "budget"};
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            QCOMPARE(outcomeName(static_cast<Outcome>(i)), outcomes[i]);
            QCOMPARE(outcomeFromName(outcomes[i]), std::optional(static_cast<Outcome>(i)));
        }
        QVERIFY(!outcomeFromName("") && !outcomeFromName("Finished"));
    }
};

QTEST_APPLESS_MAIN(TestMessage)
#include "tst_message.moc"
