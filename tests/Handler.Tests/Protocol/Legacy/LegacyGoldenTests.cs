using System.Reflection;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;
using Handler.Protocol.Legacy;

namespace Handler.Tests.Protocol.Legacy;

public sealed class LegacyGoldenTests
{
    private static readonly Dictionary<string, GoldenExample> Examples = new(StringComparer.Ordinal)
    {
        ["task"] = Of(() => LegacyMapper.FromV1(GoldenExample.V1<StreamResponse>("stream-response.task").Task!)),
        ["task.list"] = Of<IReadOnlyList<LegacyTask>>(() =>
            [.. GoldenExample.V1<ListTasksResponse>("list-tasks-response").Tasks.Select(LegacyMapper.FromV1)]),
        ["message"] = Of(() => LegacyMapper.FromV1(GoldenExample.V1<StreamResponse>("stream-response.message").Message!)),
        ["task-status-update-event"] = Of(
            () => LegacyMapper.FromV1(GoldenExample.V1<StreamResponse>("stream-response.status-update").StatusUpdate!)),
        ["task-artifact-update-event"] = Of(
            () => LegacyMapper.FromV1(GoldenExample.V1<StreamResponse>("stream-response.artifact-update").ArtifactUpdate!)),
        ["task-send-params"] = Of(() => LegacyMapper.FromV1(GoldenExample.V1<SendMessageRequest>("send-message-request"))),
        ["task-id-params"] = Of(() => LegacyMapper.FromV1(GoldenExample.V1<GetTaskRequest>("get-task-request"))),
        ["task-id-params.task-id"] = Of<LegacyTaskIdParams>(null),
        ["set-push-notification-params"] = Of(
            () => LegacyMapper.ToSetPushNotificationParams(GoldenExample.V1<TaskPushNotificationConfig>("task-push-notification-config"))),
        ["set-push-notification-params.config"] = Of<LegacySetPushNotificationParams>(null),
        ["task-push-notification-config"] = Of(() => LegacyMapper.FromV1(
            GoldenExample.V1<TaskPushNotificationConfig>("task-push-notification-config"), "X-Hook-Key", ["status", "artifact"])),
        ["task-push-notification-config.list"] = Of<IReadOnlyList<LegacyTaskPushNotificationConfig>>(() =>
            [.. GoldenExample.V1<ListTaskPushNotificationConfigsResponse>("list-task-push-notification-configs-response").Configs
                .Select(config => LegacyMapper.FromV1(config))]),
        ["agent-card"] = Of(() => LegacyMapper.FromV1(GoldenExample.V1<AgentCard>("agent-card"))),
        ["error"] = new(
            (utf8, unknown) => A2AJson.Read<JsonRpcError>(utf8, unknown),
            error => A2AJson.Write((JsonRpcError)error),
            () => A2AJson.Write(LegacyMapper.FromV1(A2AException.VersionNotSupported("2.0", "1.0, 0.3")))),
    };

    public static TheoryData<string> Names => new(Examples.Keys.Order(StringComparer.Ordinal));

    public static TheoryData<string> Mapped =>
        new(Examples.Where(example => example.Value.FromV1 is not null).Select(example => example.Key).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_golden_file_read_and_written_again_is_the_same(string name)
    {
        var golden = GoldenFile.Read($"legacy/{name}");

        var value = Examples[name].Read(golden, UnknownFields.Keep);

        CanonicalJson.Of(Examples[name].Write(value)).ShouldBe(CanonicalJson.Of(golden));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_golden_file_has_no_field_that_we_do_not_know(string name)
    {
        var golden = GoldenFile.Read($"legacy/{name}");

        var value = Examples[name].Read(golden, UnknownFields.Ignore);

        CanonicalJson.Of(Examples[name].Write(value)).ShouldBe(CanonicalJson.Of(golden));
    }

    [Theory]
    [MemberData(nameof(Mapped))]
    public void What_is_mapped_from_the_golden_file_of_1_0_is_the_golden_file_of_the_dialect(string name) =>
        CanonicalJson.Of(Examples[name].FromV1!()).ShouldBe(CanonicalJson.Of(GoldenFile.Read($"legacy/{name}")));

    [Fact]
    public void Every_golden_file_is_read_by_a_test() =>
        Directory.GetFiles(Path.Combine(GoldenFile.Folder, "legacy"), "*.json").Select(Path.GetFileNameWithoutExtension)
            .Order(StringComparer.Ordinal).ShouldBe(Examples.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_golden_files_show_every_field_of_every_wire_type()
    {
        var seen = new HashSet<PropertyInfo>();
        foreach (var (name, example) in Examples)
        {
            WireFields.Collect(example.Read(GoldenFile.Read($"legacy/{name}"), UnknownFields.Keep), seen);
        }

        var all = typeof(LegacyTask).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(WireObject)) && type.Namespace == typeof(LegacyTask).Namespace)
            .SelectMany(type => type.GetProperties().Where(property => property.CanWrite && property.DeclaringType == type));

        all.Where(property => !seen.Contains(property)).Select(property => $"{property.DeclaringType!.Name}.{property.Name}").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("legacy/task", typeof(LegacyTask))]
    [InlineData("legacy/message", typeof(LegacyMessage))]
    [InlineData("legacy/task-status-update-event", typeof(LegacyTaskStatusUpdateEvent))]
    [InlineData("legacy/task-artifact-update-event", typeof(LegacyTaskArtifactUpdateEvent))]
    [InlineData("seed/push-final", typeof(LegacyTaskStatusUpdateEvent))]
    public void An_event_is_read_as_what_it_is(string name, Type type) => LegacyJson.ReadEvent(GoldenFile.Read(name)).ShouldBeOfType(type);

    [Fact]
    public void The_seed_sets_its_config_under_the_name_of_the_example()
    {
        var request = LegacyJson.Read<LegacySetPushNotificationParams>(GoldenFile.Read("seed/push-set"), UnknownFields.Ignore);

        var config = LegacyMapper.ToV1(request);

        (config.TaskId, config.Url, config.Authentication).ShouldBe(("task-abc123-def456", "http://localhost:9293/webhook", null));
    }

    [Fact]
    public void The_seed_s_last_push_is_a_terminal_update_without_a_context()
    {
        var update = LegacyMapper.ToV1(LegacyJson.ReadEvent(GoldenFile.Read("seed/push-final")));

        (update.TaskId, update.StatusUpdate!.ContextId, update.State, update.IsTerminal)
            .ShouldBe(("task-abc123-def456", "", TaskState.Completed, true));
    }

    private static GoldenExample Of<T>(Func<T>? fromV1)
        where T : notnull => new(
        (utf8, unknown) => LegacyJson.Read<T>(utf8, unknown),
        value => LegacyJson.Write((T)value),
        fromV1 is null ? null : () => LegacyJson.Write(fromV1()));
}
