using System.Text;
using System.Text.Json;
using Handler.Protocol;

namespace Handler.Tests.Protocol;

public sealed class PushDeliveryExtensionTests
{
    private static readonly TaskPushNotificationConfig Plain = new() { Id = "c", Url = "https://hooks.example/" };

    [Fact]
    public void A_filter_is_written_into_a_config_and_read_from_it()
    {
        var filter = A2AJson.Read<EventFilter>(GoldenFile.Read("v1/event-filter"));

        var config = A2AJson.Read<TaskPushNotificationConfig>(A2AJson.Write(Plain.WithEventFilter(filter)));

        A2AJson.Write(config.EventFilter.ShouldNotBeNull()).ShouldBe(A2AJson.Write(filter));
        config.ExtensionData!.Keys.ShouldBe(["eventFilter"]);
        A2AJson.Write(config.WithEventFilter(null)).ShouldBe(A2AJson.Write(Plain));
    }

    [Fact]
    public void A_config_without_has_none_of_it()
    {
        Plain.EventFilter.ShouldBeNull();
        Plain.Delivery.ShouldBeNull();
        A2AJson.Write(Plain.WithEventFilter(null).WithDelivery(null)).ShouldBe(A2AJson.Write(Plain));
    }

    [Theory]
    [InlineData("""{"url":"u","eventFilter":{"kinds":["status"]}}""", 1)]
    [InlineData("""{"url":"u","event_filter":{"kinds":["status","task"]}}""", 2)]
    [InlineData("""{"url":"u","eventFilter":null}""", null)]
    public void A_filter_is_read_by_either_spelling_of_its_name(string json, int? kinds) =>
        (A2AJson.Read<TaskPushNotificationConfig>(Encoding.UTF8.GetBytes(json)).EventFilter?.Kinds?.Count)
            .ShouldBe(kinds);

    [Theory]
    [InlineData("\"status\"", "the value must be an object")]
    [InlineData("{\"kinds\":\"status\"}", "kinds must be a list")]
    [InlineData("{\"kinds\":[\"statuses\"]}", "kinds[0]: 'statuses' is no UpdateKind; known are status, artifact, message, task.")]
    [InlineData("{\"states\":[\"completed\"]}", "states[0]: 'completed' is no TaskState; known are TASK_STATE_UNSPECIFIED")]
    [InlineData("{\"kinds\":[null]}", "kinds")]
    public void What_is_no_filter_is_said_to_be_none(string filter, string message)
    {
        var config = A2AJson.Read<TaskPushNotificationConfig>(Encoding.UTF8.GetBytes($$"""{"url":"u","eventFilter":{{filter}}}"""));

        Should.Throw<JsonException>(() => config.EventFilter).Message.ShouldContain(message);
    }

    [Fact]
    public void A_bound_on_what_waits_is_written_into_a_config_and_read_from_it()
    {
        var config = A2AJson.Read<TaskPushNotificationConfig>(A2AJson.Write(Plain.WithCollapseAbove(100)));

        config.CollapseAbove.ShouldBe(100);
        A2AJson.Read<TaskPushNotificationConfig>(GoldenFile.Read("v1/push-delivery-config")).CollapseAbove.ShouldBe(100);
        A2AJson.Read<TaskPushNotificationConfig>("""{"url":"u","collapse_above":7}"""u8).CollapseAbove.ShouldBe(7);
        A2AJson.Write(config.WithCollapseAbove(null)).ShouldBe(A2AJson.Write(Plain));
        Plain.CollapseAbove.ShouldBeNull();
    }

    [Theory]
    [InlineData("\"7\"")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    [InlineData("{}")]
    public void What_is_no_whole_number_is_said_to_be_none(string value)
    {
        var config = A2AJson.Read<TaskPushNotificationConfig>(Encoding.UTF8.GetBytes($$"""{"url":"u","collapseAbove":{{value}}}"""));

        Should.Throw<JsonException>(() => config.CollapseAbove).Message.ShouldBe($"collapseAbove: it is {value}; a whole number is wanted.");
    }

    [Fact]
    public void Health_is_read_from_what_an_agent_told()
    {
        var told = A2AJson.Read<DeliveryHealth>(GoldenFile.Read("v1/delivery-health"));

        var config = A2AJson.Read<TaskPushNotificationConfig>(A2AJson.Write(Plain.WithDelivery(told)));

        config.Delivery.ShouldNotBeNull().State.ShouldBe(DeliveryState.Waiting);
        CanonicalJson.Of(A2AJson.Write(config.Delivery)).ShouldBe(CanonicalJson.Of(GoldenFile.Read("v1/delivery-health")));
    }

    [Fact]
    public void A_card_tells_what_was_declared()
    {
        var promises = A2AJson.Read<PushDeliveryParams>(GoldenFile.Read("v1/push-delivery-params"));
        var card = AgentCard.Describe("a", "b") with
        {
            Capabilities = new AgentCapabilities { Extensions = [new AgentExtension { Uri = "urn:other" }, PushDeliveryExtension.Declare(promises)] },
        };

        PushDeliveryExtension.On(card).ShouldNotBeNull().Required.ShouldBeFalse();
        A2AJson.Write(PushDeliveryExtension.ParamsOn(card).ShouldNotBeNull()).ShouldBe(A2AJson.Write(promises));
        PushDeliveryExtension.On(AgentCard.Describe("a", "b")).ShouldBeNull();
        PushDeliveryExtension.ParamsOn(AgentCard.Describe("a", "b")).ShouldBeNull();
    }

    [Fact]
    public void Unknown_fields_are_kept_in_configs_alone_where_that_is_asked_for()
    {
        const string Json = """
            {"extra":1,"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"x","extra":1}],"extra":1},
             "configuration":{"extra":1,"taskPushNotificationConfig":{"url":"u","extra":1,"authentication":{"scheme":"s","extra":1}}}}
            """;

        var read = A2AJson.Read<SendMessageRequest>(Encoding.UTF8.GetBytes(Json), UnknownFields.KeepInPushConfigs);

        Encoding.UTF8.GetString(A2AJson.Write(read)).ShouldBe(
            """{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"x"}]},"configuration":{"taskPushNotificationConfig":{"url":"u","authentication":{"scheme":"s"},"extra":1}}}""");
    }

    [Fact]
    public void Nesting_is_bounded_as_in_all_that_comes_from_outside()
    {
        var deep = $$"""{"url":"u","eventFilter":{{string.Concat(Enumerable.Repeat("[", 80))}}{{string.Concat(Enumerable.Repeat("]", 80))}}}""";

        Should.Throw<JsonException>(() => A2AJson.Read<TaskPushNotificationConfig>(Encoding.UTF8.GetBytes(deep), UnknownFields.KeepInPushConfigs));
    }
}
