using System.Text;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;
using Handler.Protocol.Legacy;
using Handler.Protocol.Webhooks;

namespace Handler.Tests.Protocol.Legacy;

public sealed class LegacyMapperTests
{
    [Fact]
    public void A_message_without_an_id_gets_one_and_the_task_beside_it()
    {
        var request = LegacyJson.Read<LegacyTaskSendParams>(
            """{"id":"t","contextId":"c","message":{"role":"user","parts":[{"text":"hi"}]}}"""u8, UnknownFields.Ignore);

        var mapped = LegacyMapper.ToV1(request, () => "made");

        (mapped.Message.MessageId, mapped.Message.TaskId, mapped.Message.ContextId).ShouldBe(("made", "t", "c"));
        mapped.Configuration!.ReturnImmediately.ShouldBeTrue();
    }

    [Fact]
    public void A_message_with_an_id_keeps_it()
    {
        var request = LegacyJson.Read<LegacyTaskSendParams>("""{"message":{"messageId":"m","role":"user","parts":[{"text":"hi"}]}}"""u8);

        LegacyMapper.ToV1(request, () => throw new InvalidOperationException()).Message.MessageId.ShouldBe("m");
    }

    [Fact]
    public void A_list_that_is_null_counts_as_left_out()
    {
        var sent = LegacyJson.Read<LegacyTaskSendParams>(
            """{"id":null,"message":{"messageId":null,"role":"user","parts":[{"text":"hi"}],"referenceTaskIds":null,"metadata":null,"extensions":null}}"""u8);
        var set = LegacyJson.Read<LegacySetPushNotificationParams>(
            """{"id":"t","config":{"id":null,"taskId":null,"webhookUrl":"https://h/","authenticationInfo":null,"eventTypes":null}}"""u8);
        var task = LegacyJson.Read<LegacyTask>("""{"id":"t","contextId":null,"status":{"state":"working"},"artifacts":null,"history":null}"""u8);

        (sent.Message.ReferenceTaskIds.Count, sent.Message.Extensions.Count).ShouldBe((0, 0));
        set.Config!.EventTypes.ShouldBeEmpty();
        (task.Artifacts.Count, task.History.Count).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData("{}", "id: is required; it names the task.")]
    [InlineData("""{"id":"t"}""", "pushNotificationConfig: is required; config is read as well.")]
    [InlineData("""{"id":"t","config":{}}""", "pushNotificationConfig.webhookUrl: is required; it names the webhook.")]
    [InlineData("""{"id":"t","pushNotificationConfig":{"webhookUrl":""}}""", "pushNotificationConfig.webhookUrl: is required; it names the webhook.")]
    [InlineData("""{"pushNotificationConfig":{}}""", "id: is required; it names the task.")]
    public void A_config_is_checked_in_the_order_of_the_dialect(string json, string message)
    {
        var request = LegacyJson.Read<LegacySetPushNotificationParams>(Encoding.UTF8.GetBytes(json));

        var refused = Should.Throw<A2AException>(() => LegacyMapper.ToV1(request));

        (refused.Code, refused.Message).ShouldBe((A2AErrorCode.InvalidParams, message));
    }

    [Theory]
    [InlineData("""{"id":"t","config":{"webhookUrl":"https://h.example.com/"}}""", "https://h.example.com/")]
    [InlineData("""{"id":"t","pushNotificationConfig":{"webhookUrl":"https://h.example.com/"}}""", "https://h.example.com/")]
    [InlineData("""{"id":"t","push_notification_config":{"webhook_url":"https://h.example.com/"}}""", "https://h.example.com/")]
    [InlineData("""{"id":"t","config":{"webhookUrl":"https://b/"},"pushNotificationConfig":{"webhookUrl":"https://a/"}}""", "https://a/")]
    public void A_config_is_read_under_either_name(string json, string url) =>
        LegacyMapper.ToV1(LegacyJson.Read<LegacySetPushNotificationParams>(Encoding.UTF8.GetBytes(json))).Url.ShouldBe(url);

    [Fact]
    public void A_token_travels_as_a_value_in_its_own_header()
    {
        var config = new TaskPushNotificationConfig { TaskId = "t", Url = "https://h.example.com/", Token = "secret" };

        var there = LegacyMapper.ToSetPushNotificationParams(config);

        there.PushNotificationConfig!.AuthenticationInfo!.HeaderName.ShouldBe(WebhookHeaders.NotificationToken);
        LegacyMapper.ToV1(there).Token.ShouldBe("secret");
    }

    [Theory]
    [InlineData("""{"id":"t"}""")]
    [InlineData("""{"taskId":"t"}""")]
    [InlineData("""{"task_id":"t"}""")]
    [InlineData("""{"id":"t","taskId":"other"}""")]
    public void A_task_is_named_by_either_name(string json) =>
        LegacyMapper.ToCancelTaskRequest(LegacyJson.Read<LegacyTaskIdParams>(Encoding.UTF8.GetBytes(json))).Id.ShouldBe("t");

    [Fact]
    public void A_task_that_is_not_named_is_invalid_params() =>
        Should.Throw<A2AException>(() => LegacyMapper.ToGetTaskRequest(LegacyJson.Read<LegacyTaskIdParams>("{}"u8)))
            .Code.ShouldBe(A2AErrorCode.InvalidParams);

    [Fact]
    public void An_answer_that_is_a_message_becomes_a_completed_task_that_says_it()
    {
        var message = new Message { MessageId = "m", ContextId = "c", Role = Role.Agent, Parts = [Part.FromText("hi")] };

        var task = LegacyMapper.FromV1(SendMessageResponse.Of(message));

        (task.Id, task.ContextId, task.Status.State, task.Status.Message!.Parts[0].Text).ShouldBe(("m", "c", TaskState.Completed, "hi"));
    }

    [Theory]
    [InlineData(A2AErrorCode.TaskNotFound, -32001)]
    [InlineData(A2AErrorCode.ExtensionSupportRequired, -32007)]
    [InlineData(A2AErrorCode.VersionNotSupported, -32008)]
    [InlineData(A2AErrorCode.PushNotificationNotSupported, -32003)]
    public void Errors_have_the_numbers_of_the_dialect_both_ways(A2AErrorCode code, int number)
    {
        var error = LegacyMapper.FromV1(new A2AException(code, "m"));

        error.Code.ShouldBe(number);
        LegacyMapper.ToV1(new JsonRpcError { Code = number, Message = "m" }).ToException().Code.ShouldBe(code);
    }

    [Fact]
    public void What_the_dialect_does_not_know_is_an_unsupported_operation() =>
        LegacyMapper.FromV1(A2AException.ExtendedAgentCardNotConfigured()).Code.ShouldBe(-32004);

    [Fact]
    public void A_card_tells_each_address_once_by_the_names_of_the_dialect()
    {
        AgentInterface At(string binding, string version) => new() { Url = "https://a/", ProtocolBinding = binding, ProtocolVersion = version };
        var card = AgentCard.Describe("n", "d") with { SupportedInterfaces = [At("JSONRPC", "1.0"), At("JSONRPC", "0.3"), At("HTTP+JSON", "1.0")] };

        LegacyMapper.FromV1(card).Interfaces.Select(face => face.Type).ShouldBe(["json-rpc", "http"]);
    }

    [Fact]
    public void A_card_of_the_dialect_can_be_said_in_1_0_whatever_it_leaves_out()
    {
        var card = LegacyMapper.ToV1(LegacyJson.Read<LegacyAgentCard>(
            """{"name":"n","version":"1","capabilities":{"pushNotifications":true},"skills":[{"name":"s"}],"interfaces":[{"type":"json-rpc","url":"https://a/","version":"1.0"}],"securitySchemes":[],"security":[]}"""u8));

        Should.NotThrow(() => A2AJson.Write(card));
        (card.Capabilities.PushNotifications, card.SupportedInterfaces[0].ProtocolBinding, card.Skills[0].Id).ShouldBe((true, "JSONRPC", "s"));
    }

    [Fact]
    public void A_secret_is_in_no_text_of_a_config()
    {
        var config = LegacyJson.Read<LegacyTaskPushNotificationConfig>(GoldenFile.Read("legacy/task-push-notification-config"));

        $"{config} {config.PushNotificationConfig} {config.PushNotificationConfig.AuthenticationInfo}".ShouldNotContain("credentials-456");
    }
}
