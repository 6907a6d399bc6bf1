using System.Text;
using System.Text.Json;
using Handler.Protocol;

namespace Handler.Tests.Protocol;

public sealed class ReadingTests
{
    [Theory]
    [InlineData("""{"messageId":"m","parts":[{"text":"a"}]}""", "role is required and missing.")]
    [InlineData("""{"messageId":null,"role":"ROLE_USER","parts":[{"text":"a"}]}""", "messageId must not be null.")]
    [InlineData("""{"messageId":7,"role":"ROLE_USER","parts":[{"text":"a"}]}""", "messageId must be a string, found 7")]
    [InlineData("""{"messageId":"m","role":"ROLE_USER","parts":"a"}""", "parts must be a list, found \"a\"")]
    [InlineData("""{"messageId":"m","role":"ROLE_USER","parts":[1]}""", "parts[0] must be an object, found 1")]
    [InlineData("""{"messageId":"m","role":"ROLE_USER","parts":[{"raw":"!"}]}""", "parts[0].raw must be a base64 string, found \"!\"")]
    [InlineData("""{"messageId":"m","role":"ROLE_USER","parts":[{"text":"a"}],"metadata":[]}""", "metadata must be an object, found []")]
    [InlineData("""{"messageId":"m","role":"ROLE_USER","parts":[{"text":"a"}],"extensions":[1]}""", "extensions[0] must be a string, found 1")]
    [InlineData("""{"messageId":"m","role":"user","parts":[{"text":"a"}]}""",
        "role: 'user' is no Role; known are ROLE_UNSPECIFIED, ROLE_USER, ROLE_AGENT.")]
    [InlineData("""{"messageId":"m","role":1,"parts":[{"text":"a"}]}""", "role: '1' is no Role; known are ROLE_UNSPECIFIED, ROLE_USER, ROLE_AGENT.")]
    [InlineData("""{"messageId":"m","role":"ROLE_USER","parts":[]}""", "parts of a Message needs at least one element, found an empty list.")]
    [InlineData("""{"messageId":"m","role":"ROLE_USER","parts":[null]}""", "parts of a Message has a null among its elements.")]
    [InlineData("""{"messageId":"m","role":"ROLE_USER","parts":[{}]}""", "parts[0]: a Part needs exactly one of text, raw, url, data; found none of them.")]
    [InlineData("""{"messageId":"m","role":"ROLE_USER","parts":[{"text":"","data":null}]}""",
        "parts[0]: a Part needs exactly one of text, raw, url, data; found text and data.")]
    [InlineData("[]", "the value must be an object, found []")]
    [InlineData("null", "A Message was expected, found null.")]
    public void A_message_that_breaks_a_rule_is_refused_with_field_fault_and_value(string json, string message)
    {
        var fault = Should.Throw<JsonException>(() => A2AJson.Read<Message>(Encoding.UTF8.GetBytes(json)));

        fault.Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("""{"task":{"id":"t","status":{"state":"working"}}}""", "task.status.state: 'working' is no TaskState; known are TASK_STATE_UNSPECIFIED,")]
    [InlineData("""{"task":{"id":"t"}}""", "task.status is required and missing.")]
    [InlineData("""{"task":{"id":"t","status":{"state":"TASK_STATE_WORKING","timestamp":"soon"}}}""", "task.status.timestamp: 'soon' is no RFC 3339 time")]
    [InlineData("""{"statusUpdate":{"taskId":"t","status":{"state":"TASK_STATE_WORKING"}}}""", "statusUpdate.contextId is required and missing.")]
    [InlineData("""{"task":{"id":"t","status":{"state":"TASK_STATE_WORKING"}},"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"a"}]}}""",
        "a StreamResponse needs exactly one of task, message, statusUpdate, artifactUpdate; found task and message.")]
    public void An_update_that_breaks_a_rule_is_refused_with_the_path(string json, string message)
    {
        var fault = Should.Throw<JsonException>(() => A2AJson.Read<StreamResponse>(Encoding.UTF8.GetBytes(json)));

        fault.Message.ShouldStartWith(message);
    }

    [Theory]
    [InlineData("""{"id":"t","id":"u"}""", "id")]
    [InlineData("""{"id":"t","zz":1,"zz":2}""", "zz")]
    [InlineData("""{"id":"t","metadata":{"k":1,"k":2}}""", "metadata.k")]
    [InlineData("""{"id":"t","metadata":{"a":[{"k":1,"k":2}]}}""", "metadata.a[0].k")]
    [InlineData("""{"id":"t","zz":{"k":1,"k":2}}""", "zz.k")]
    public void A_name_that_is_there_twice_is_refused(string json, string name)
    {
        var fault = Should.Throw<JsonException>(() => A2AJson.Read<CancelTaskRequest>(Encoding.UTF8.GetBytes(json)));

        fault.Message.ShouldBe($"{name} is there twice.");
    }

    [Fact]
    public void A_name_that_is_there_twice_inside_data_is_refused() =>
        Should.Throw<JsonException>(() => A2AJson.Read<Part>("""{"data":{"k":1,"k":2}}"""u8)).Message.ShouldBe("data.k is there twice.");

    [Theory]
    [InlineData(UnknownFields.Ignore, 63, true)]
    [InlineData(UnknownFields.Ignore, 64, false)]
    [InlineData(UnknownFields.Keep, 127, true)]
    [InlineData(UnknownFields.Keep, 128, false)]
    public void Nesting_is_bounded(UnknownFields unknown, int depth, bool accepted)
    {
        var json = Encoding.UTF8.GetBytes($$"""{"data":{{new string('[', depth)}}{{new string(']', depth)}}}""");

        if (accepted)
        {
            A2AJson.Write(A2AJson.Read<Part>(json, unknown)).ShouldBe(json);
        }
        else
        {
            Should.Throw<JsonException>(() => A2AJson.Read<Part>(json, unknown)).Message.ShouldContain("nests deeper than");
        }
    }

    [Fact]
    public void The_deepest_message_that_an_agent_takes_can_be_pushed_and_read_by_the_receiver()
    {
        var json = $$"""{"messageId":"m","role":"ROLE_USER","parts":[{"data":{{new string('[', 61)}}{{new string(']', 61)}}}]}""";
        var message = A2AJson.Read<Message>(Encoding.UTF8.GetBytes(json), UnknownFields.Ignore);
        var task = new AgentTask { Id = "t", Status = new() { State = TaskState.Working, Message = message }, History = [message] };

        var body = NotificationBody.Render(WireFormat.V1, StreamResponse.Of(task), null);

        A2AJson.Read<StreamResponse>(body).Task!.History!.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("\"\\ud83d\"")]
    [InlineData("\"\\ude00\"")]
    [InlineData("\"\\ud83d\\u0041\"")]
    [InlineData("\"\\\\\\ud83d\"")]
    [InlineData("{\"\\uD83D\":1}")]
    public void Half_a_surrogate_pair_is_refused_wherever_it_is(string value) =>
        Should.Throw<JsonException>(() => A2AJson.Read<Part>(Encoding.UTF8.GetBytes($$"""{"data":{{value}}}""")))
            .Message.ShouldContain("half of a surrogate pair");

    [Theory]
    [InlineData("\"\\ud83d\\ude00\"", "😀")]
    [InlineData("\"\\\\ud83d\"", "\\ud83d")]
    public void A_whole_pair_and_an_escaped_backslash_are_fine(string value, string text) =>
        A2AJson.Read<Part>(Encoding.UTF8.GetBytes($$"""{"text":{{value}}}""")).Text.ShouldBe(text);

    [Fact]
    public void Invalid_utf8_is_refused() =>
        Should.Throw<JsonException>(() => A2AJson.Read<Part>([.. """{"text":"a"""u8, 0xff, .. "\"}"u8])).Message.ShouldBe("The text is not valid UTF-8.");

    [Fact]
    public void Writing_refuses_what_reading_would_refuse()
    {
        var empty = new Message { MessageId = "m", Role = Role.Agent, Parts = [] };

        Should.Throw<InvalidOperationException>(() => A2AJson.Write(empty)).Message
            .ShouldBe("This value cannot be written as A2A JSON: parts of a Message needs at least one element, found an empty list.");
        Should.Throw<InvalidOperationException>(() => A2AJson.Write(new StreamResponse()));
    }

    [Fact]
    public void A_type_that_is_not_of_the_wire_has_no_contract_found_by_reflection() =>
        Should.Throw<NotSupportedException>(() => A2AJson.TypeInfo<Version>());
}
