using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Handler.Protocol;

namespace Handler.Tests.Protocol;

public sealed class SnakeCaseTests
{
    private static readonly string[] FreeObjects = ["metadata", "data", "params", "header"];
    private static readonly string[] Maps = ["securitySchemes", "schemes", "scopes"];

    [Fact]
    public void Known_fields_may_be_in_snake_case()
    {
        var message = A2AJson.Read<Message>(
            """{"message_id":"m","context_id":"c","role":"ROLE_USER","reference_task_ids":["t"],"parts":[{"text":"x","media_type":"y"}]}"""u8);

        (message.MessageId, message.ContextId, message.ReferenceTaskIds![0], message.Parts[0].MediaType).ShouldBe(("m", "c", "t", "y"));
        message.ExtensionData.ShouldBeNull();
    }

    [Fact]
    public void Names_inside_free_objects_and_keys_of_maps_stay_as_they_are()
    {
        var json = """{"messageId":"m","role":"ROLE_USER","metadata":{"task_id":{"context_id":1}},"new_field":{"task_id":2},"parts":[{"data":{"media_type":3}}]}""";

        CanonicalJson.OfValue(A2AJson.Read<Message>(Encoding.UTF8.GetBytes(json))).ShouldBe(CanonicalJson.Of(json));
    }

    [Fact]
    public void A_field_in_both_spellings_is_a_duplicate()
    {
        var fault = Should.Throw<JsonException>(() => A2AJson.Read<GetTaskRequest>("""{"id":"t","history_length":1,"historyLength":2}"""u8));

        fault.Message.ShouldBe("historyLength is there twice.");
    }

    [Fact]
    public void Broken_text_with_an_underscore_in_a_name_is_still_told_as_broken()
    {
        var fault = Should.Throw<JsonException>(() => A2AJson.Read<GetTaskRequest>("""{"history_length":1,"""u8));

        fault.Message.ShouldStartWith("The text is not JSON: ");
    }

    [Fact]
    public void Any_update_in_snake_case_is_read_as_the_same_update() => CheckSnake<StreamResponse>();

    [Fact]
    public void Any_card_in_snake_case_is_read_as_the_same_card() => CheckSnake<AgentCard>();

    [Fact]
    public void Any_request_in_snake_case_is_read_as_the_same_request() => CheckSnake<SendMessageRequest>();

    private static void CheckSnake<T>()
        where T : notnull =>
        WireMaker.Holds<T>(value =>
        {
            var written = A2AJson.Write(value);
            var snake = JsonSerializer.SerializeToUtf8Bytes(ToSnake(JsonNode.Parse(written)!));
            return CanonicalJson.OfValue(A2AJson.Read<T>(snake)) == CanonicalJson.Of(written);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    private static JsonNode? ToSnake(JsonNode? node) => node switch
    {
        JsonObject known => new JsonObject(known.Select(field => KeyValuePair.Create(
            field.Key.StartsWith("zz", StringComparison.Ordinal) ? field.Key : JsonNamingPolicy.SnakeCaseLower.ConvertName(field.Key),
            ToSnake(field.Key, field.Value)))),
        JsonArray list => new JsonArray([.. list.Select(ToSnake)]),
        _ => node?.DeepClone(),
    };

    private static JsonNode? ToSnake(string name, JsonNode? value) => value switch
    {
        _ when FreeObjects.Contains(name) || name.StartsWith("zz", StringComparison.Ordinal) => value?.DeepClone(),
        JsonObject map when Maps.Contains(name) =>
            new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, ToSnake(entry.Value)))),
        _ => ToSnake(value),
    };
}
