using System.Text;
using System.Text.Json;
using Handler.Protocol;
using Handler.Protocol.V03;

namespace Handler.Tests.Protocol.V03;

public sealed class V03ReadingTests
{
    [Theory]
    [InlineData("""{"messageId":"m","role":"user","parts":[{"text":"a"}]}""", typeof(V03Message))]
    [InlineData("""{"message_id":"m","role":"user","parts":[{"text":"a"}]}""", typeof(V03Message))]
    [InlineData("""{"taskId":"t","contextId":"c","artifact":{"artifactId":"a","parts":[]}}""", typeof(V03TaskArtifactUpdateEvent))]
    [InlineData("""{"task_id":"t","context_id":"c","status":{"state":"working"},"final":false}""", typeof(V03TaskStatusUpdateEvent))]
    [InlineData("""{"id":"t","contextId":"c","status":{"state":"working"}}""", typeof(V03Task))]
    [InlineData("""{"kind":"task","id":"t","messageId":"unknown here","status":{"state":"working"}}""", typeof(V03Task))]
    public void An_event_without_a_kind_is_told_by_its_fields(string json, Type type) =>
        V03Json.ReadEvent(Encoding.UTF8.GetBytes(json)).ShouldBeOfType(type);

    [Theory]
    [InlineData("""{"kind":"ping"}""", "kind: 'ping' is none of task, message, status-update, artifact-update.")]
    [InlineData("""{"kind":"task","id":"t","status":{"state":"TASK_STATE_WORKING"}}""", "status.state: 'TASK_STATE_WORKING' is no TaskState; known are unknown, submitted,")]
    [InlineData("""{"kind":"message","messageId":"m","role":"user","parts":[{"kind":"form"}]}""", "parts[0]: a Part needs exactly one of text, file, data; found none of them.")]
    [InlineData("""{"kind":"message","messageId":"m","role":"user","parts":[{"kind":"file","file":{"uri":"u","bytes":"AA=="}}]}""",
        "parts[0].file: a FileContent needs exactly one of bytes, uri; found bytes and uri.")]
    [InlineData("""{"kind":"message","messageId":"m","role":"user","parts":[]}""", "parts of a Message needs at least one element, found an empty list.")]
    [InlineData("""{"kind":"message","messageId":"m","role":"ROLE_USER","parts":[{"text":"a"}]}""", "role: 'ROLE_USER' is no Role; known are user, agent.")]
    [InlineData("[]", "the value must be an object, found []")]
    [InlineData("", "The text is empty")]
    [InlineData("{", "The text is not JSON")]
    public void What_is_no_event_is_refused_by_a_sentence(string json, string message) =>
        Should.Throw<JsonException>(() => V03Json.ReadEvent(Encoding.UTF8.GetBytes(json))).Message.ShouldStartWith(message);

    [Fact]
    public void Names_in_snake_case_are_read_but_not_inside_free_objects()
    {
        var request = V03Json.Read<V03MessageSendParams>(
            """
            {"message":{"message_id":"m","context_id":"c","role":"user","parts":[{"kind":"data","data":{"context_id":1}}]},
             "configuration":{"accepted_output_modes":["text/plain"],"push_notification_config":{"url":"https://h.example.com/"}}}
            """u8);

        request.Message.ContextId.ShouldBe("c");
        request.Message.Parts[0].Data!.Value.GetProperty("context_id").GetInt32().ShouldBe(1);
        request.Configuration!.PushNotificationConfig!.Url.ShouldBe("https://h.example.com/");
    }

    [Fact]
    public void A_part_may_name_the_members_that_it_does_not_have_as_null()
    {
        var part = V03Json.Read<V03Part>("""{"kind":"text","text":"a","file":null,"data":null,"metadata":null}"""u8);

        (part.Kind, part.Text).ShouldBe(("text", "a"));
    }

    [Fact]
    public void Unknown_fields_are_kept_for_clients_and_dropped_for_agents()
    {
        var json = """{"kind":"task","id":"t","contextId":"c","status":{"state":"working"},"zz_new":1}"""u8;

        A2AJson.Write(V03Mapper.ToV1(V03Json.Read<V03Task>(json))).ShouldBe(
            """{"id":"t","contextId":"c","status":{"state":"TASK_STATE_WORKING"},"zz_new":1}"""u8.ToArray());
        V03Json.Read<V03Task>(json, UnknownFields.Ignore).ExtensionData.ShouldBeNull();
    }

    [Fact]
    public void An_unknown_field_whose_name_means_something_in_1_0_is_not_carried_over()
    {
        var part = V03Mapper.ToV1(V03Json.Read<V03Part>("""{"kind":"text","text":"a","url":"https://example.com/","raw":"AA==","x":1}"""u8));

        Encoding.UTF8.GetString(A2AJson.Write(part)).ShouldBe("""{"text":"a","x":1}""");
    }

    [Fact]
    public void A_list_with_a_null_is_refused() =>
        Should.Throw<JsonException>(() => V03Json.Read<IReadOnlyList<V03TaskPushNotificationConfig>>("[null]"u8))
            .Message.ShouldBe("The list has a null among its elements.");
}
