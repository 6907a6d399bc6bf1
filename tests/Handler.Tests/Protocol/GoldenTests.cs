using System.Reflection;
using System.Text;
using System.Text.Json;
using Handler.Protocol;
using Handler.Protocol.JsonRpc;

namespace Handler.Tests.Protocol;

public sealed class GoldenTests
{
    private static readonly Dictionary<string, Func<byte[], UnknownFields, object>> Readers = new(StringComparer.Ordinal)
    {
        ["stream-response.task"] = Reader<StreamResponse>(),
        ["stream-response.message"] = Reader<StreamResponse>(),
        ["stream-response.status-update"] = Reader<StreamResponse>(),
        ["stream-response.artifact-update"] = Reader<StreamResponse>(),
        ["send-message-request"] = Reader<SendMessageRequest>(),
        ["send-message-response.task"] = Reader<SendMessageResponse>(),
        ["send-message-response.message"] = Reader<SendMessageResponse>(),
        ["get-task-request"] = Reader<GetTaskRequest>(),
        ["list-tasks-request"] = Reader<ListTasksRequest>(),
        ["list-tasks-response"] = Reader<ListTasksResponse>(),
        ["cancel-task-request"] = Reader<CancelTaskRequest>(),
        ["subscribe-to-task-request"] = Reader<SubscribeToTaskRequest>(),
        ["task-push-notification-config"] = Reader<TaskPushNotificationConfig>(),
        ["get-task-push-notification-config-request"] = Reader<GetTaskPushNotificationConfigRequest>(),
        ["delete-task-push-notification-config-request"] = Reader<DeleteTaskPushNotificationConfigRequest>(),
        ["list-task-push-notification-configs-request"] = Reader<ListTaskPushNotificationConfigsRequest>(),
        ["list-task-push-notification-configs-response"] = Reader<ListTaskPushNotificationConfigsResponse>(),
        ["event-filter"] = Reader<EventFilter>(),
        ["push-delivery-config"] = Reader<TaskPushNotificationConfig>(),
        ["delivery-health"] = Reader<DeliveryHealth>(),
        ["push-delivery-params"] = Reader<PushDeliveryParams>(),
        ["get-extended-agent-card-request"] = Reader<GetExtendedAgentCardRequest>(),
        ["agent-card"] = Reader<AgentCard>(),
        ["json-rpc-request"] = Reader<JsonRpcRequest>(),
        ["json-rpc-response.result"] = Reader<JsonRpcResponse>(),
        ["json-rpc-response.error"] = Reader<JsonRpcResponse>(),
    };

    public static TheoryData<string> Names => new(Readers.Keys.Order(StringComparer.Ordinal));

    /// <summary>Without the config whose fields are an extension's: to its type they are unknown.</summary>
    public static TheoryData<string> NamesOfKnown => new(Readers.Keys.Where(name => name != "push-delivery-config").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_golden_file_read_and_written_again_is_the_same(string name)
    {
        var golden = GoldenFile.Read($"v1/{name}");

        var value = Readers[name](golden, UnknownFields.Keep);

        CanonicalJson.Of(Write(value)).ShouldBe(CanonicalJson.Of(golden));
    }

    [Theory]
    [MemberData(nameof(NamesOfKnown))]
    public void A_golden_file_has_no_field_that_we_do_not_know(string name)
    {
        var golden = GoldenFile.Read($"v1/{name}");

        var value = Readers[name](golden, UnknownFields.Ignore);

        CanonicalJson.Of(Write(value)).ShouldBe(CanonicalJson.Of(golden));
    }

    [Fact]
    public void Every_golden_file_is_read_by_a_test()
    {
        var files = Directory.GetFiles(Path.Combine(GoldenFile.Folder, "v1"), "*.json").Select(Path.GetFileNameWithoutExtension);

        files.Order(StringComparer.Ordinal).ShouldBe(Readers.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_golden_files_show_every_field_of_every_wire_type()
    {
        var seen = new HashSet<PropertyInfo>();
        foreach (var (name, read) in Readers)
        {
            WireFields.Collect(read(GoldenFile.Read($"v1/{name}"), UnknownFields.Keep), seen);
        }

        var all = typeof(WireObject).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(WireObject)) && type.Namespace == typeof(WireObject).Namespace)
            .SelectMany(type => type.GetProperties().Where(property => property.CanWrite && property.DeclaringType == type));

        all.Where(property => !seen.Contains(property)).Select(property => $"{property.DeclaringType!.Name}.{property.Name}").ShouldBeEmpty();
    }

    [Fact]
    public void An_update_made_in_code_is_the_golden_file_byte_for_byte_when_compact()
    {
        var update = StreamResponse.Of(new TaskArtifactUpdateEvent
        {
            TaskId = "task-abc123-def456",
            ContextId = "ctx-xyz789",
            Artifact = new Artifact { ArtifactId = "artifact-1", Parts = [Part.FromText(" and more")] },
            Append = true,
            LastChunk = true,
            Metadata = new Dictionary<string, JsonElement> { ["chunk_index"] = JsonElement.Parse("2") },
        });

        var written = Encoding.UTF8.GetString(A2AJson.Write(update));

        written.ShouldBe(
            """{"artifactUpdate":{"taskId":"task-abc123-def456","contextId":"ctx-xyz789","artifact":{"artifactId":"artifact-1","parts":[{"text":" and more"}]},"append":true,"lastChunk":true,"metadata":{"chunk_index":2}}}""");
        CanonicalJson.Of(written).ShouldBe(CanonicalJson.Of(GoldenFile.Read("v1/stream-response.artifact-update")));
    }

    [Fact]
    public void The_payload_of_the_seed_is_refused_as_an_update_by_a_sentence()
    {
        var fault = Should.Throw<JsonException>(() => A2AJson.Read<StreamResponse>(GoldenFile.Read("seed/task-finished")));

        fault.Message.ShouldBe("a StreamResponse needs exactly one of task, message, statusUpdate, artifactUpdate; found none of them.");
    }

    private static Func<byte[], UnknownFields, object> Reader<T>()
        where T : notnull =>
        (utf8, unknown) => A2AJson.Read<T>(utf8, unknown);

    private static byte[] Write(object value) =>
        JsonSerializer.SerializeToUtf8Bytes(value, A2AJson.TypeInfo<StreamResponse>().Options.GetTypeInfo(value.GetType()));
}
