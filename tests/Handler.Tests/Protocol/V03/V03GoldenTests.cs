using System.Reflection;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;
using Handler.Protocol.V03;

namespace Handler.Tests.Protocol.V03;

public sealed class V03GoldenTests
{
    private static readonly Dictionary<string, GoldenExample> Examples = new(StringComparer.Ordinal)
    {
        ["task"] = Of(() => V03Mapper.FromV1(GoldenExample.V1<StreamResponse>("stream-response.task").Task!)),
        ["message"] = Of(() => V03Mapper.FromV1(GoldenExample.V1<StreamResponse>("stream-response.message").Message!)),
        ["status-update"] = Of(() => V03Mapper.FromV1(GoldenExample.V1<StreamResponse>("stream-response.status-update").StatusUpdate!)),
        ["artifact-update"] = Of(() => V03Mapper.FromV1(GoldenExample.V1<StreamResponse>("stream-response.artifact-update").ArtifactUpdate!)),
        ["message-send-params"] = Of(() => V03Mapper.FromV1(GoldenExample.V1<SendMessageRequest>("send-message-request"))),
        ["task-query-params"] = Of(() => V03Mapper.FromV1(GoldenExample.V1<GetTaskRequest>("get-task-request"))),
        ["task-id-params"] = Of(() => V03Mapper.FromV1(GoldenExample.V1<CancelTaskRequest>("cancel-task-request"))),
        ["task-push-notification-config"] = Of(() => V03Mapper.FromV1(GoldenExample.V1<TaskPushNotificationConfig>("task-push-notification-config"))),
        ["task-push-notification-config.list"] = Of(
            () => V03Mapper.FromV1(GoldenExample.V1<ListTaskPushNotificationConfigsResponse>("list-task-push-notification-configs-response"))),
        ["get-task-push-notification-config-params"] = Of(
            () => V03Mapper.FromV1(GoldenExample.V1<GetTaskPushNotificationConfigRequest>("get-task-push-notification-config-request"))),
        ["delete-task-push-notification-config-params"] = Of(
            () => V03Mapper.FromV1(GoldenExample.V1<DeleteTaskPushNotificationConfigRequest>("delete-task-push-notification-config-request"))),
        ["agent-card.of-1-0"] = Of(() => V03Mapper.FromV1(GoldenExample.V1<AgentCard>("agent-card"))),
        ["agent-card"] = Of<V03AgentCard>(null),
        ["task-query-params.metadata"] = Of<V03TaskQueryParams>(null),
        ["get-task-push-notification-config-params.metadata"] = Of<V03GetTaskPushNotificationConfigParams>(null),
        ["delete-task-push-notification-config-params.metadata"] = Of<V03DeleteTaskPushNotificationConfigParams>(null),
        ["error"] = new(
            (utf8, unknown) => A2AJson.Read<JsonRpcError>(utf8, unknown),
            error => A2AJson.Write((JsonRpcError)error),
            () => A2AJson.Write(V03Mapper.FromV1(A2AException.VersionNotSupported("2.0", "1.0, 0.3")))),
    };

    public static TheoryData<string> Names => new(Examples.Keys.Order(StringComparer.Ordinal));

    public static TheoryData<string> Mapped =>
        new(Examples.Where(example => example.Value.FromV1 is not null).Select(example => example.Key).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_golden_file_read_and_written_again_is_the_same(string name)
    {
        var golden = GoldenFile.Read($"v03/{name}");

        var value = Examples[name].Read(golden, UnknownFields.Keep);

        CanonicalJson.Of(Examples[name].Write(value)).ShouldBe(CanonicalJson.Of(golden));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_golden_file_has_no_field_that_we_do_not_know(string name)
    {
        var golden = GoldenFile.Read($"v03/{name}");

        var value = Examples[name].Read(golden, UnknownFields.Ignore);

        CanonicalJson.Of(Examples[name].Write(value)).ShouldBe(CanonicalJson.Of(golden));
    }

    [Theory]
    [MemberData(nameof(Mapped))]
    public void What_is_mapped_from_the_golden_file_of_1_0_is_the_golden_file_of_0_3(string name) =>
        CanonicalJson.Of(Examples[name].FromV1!()).ShouldBe(CanonicalJson.Of(GoldenFile.Read($"v03/{name}")));

    [Fact]
    public void Every_golden_file_is_read_by_a_test() =>
        Directory.GetFiles(Path.Combine(GoldenFile.Folder, "v03"), "*.json").Select(Path.GetFileNameWithoutExtension)
            .Order(StringComparer.Ordinal).ShouldBe(Examples.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_golden_files_show_every_field_of_every_wire_type()
    {
        var seen = new HashSet<PropertyInfo>();
        foreach (var (name, example) in Examples)
        {
            WireFields.Collect(example.Read(GoldenFile.Read($"v03/{name}"), UnknownFields.Keep), seen);
        }

        var all = typeof(V03Task).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(WireObject)) && type.Namespace == typeof(V03Task).Namespace)
            .SelectMany(type => type.GetProperties().Where(property => property.CanWrite && property.DeclaringType == type));

        all.Where(property => !seen.Contains(property)).Select(property => $"{property.DeclaringType!.Name}.{property.Name}").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("task", typeof(V03Task))]
    [InlineData("message", typeof(V03Message))]
    [InlineData("status-update", typeof(V03TaskStatusUpdateEvent))]
    [InlineData("artifact-update", typeof(V03TaskArtifactUpdateEvent))]
    public void An_event_is_read_as_what_its_kind_says(string name, Type type)
    {
        var golden = GoldenFile.Read($"v03/{name}");

        var value = V03Json.ReadEvent(golden);

        value.ShouldBeOfType(type);
        CanonicalJson.Of(V03Json.Write(value)).ShouldBe(CanonicalJson.Of(golden));
    }

    private static GoldenExample Of<T>(Func<T>? fromV1)
        where T : notnull => new(
        (utf8, unknown) => V03Json.Read<T>(utf8, unknown),
        value => V03Json.Write((T)value),
        fromV1 is null ? null : () => V03Json.Write(fromV1()));
}
