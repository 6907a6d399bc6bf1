using System.Text;
using Handler.Protocol;
using Handler.Protocol.Legacy;
using Handler.Protocol.V03;

namespace Handler.Tests.Protocol;

public sealed class NotificationBodyTests
{
    private static readonly StreamResponse Update = A2AJson.Read<StreamResponse>(GoldenFile.Read("v1/stream-response.status-update"));

    [Fact]
    public void A_1_0_body_is_the_update_itself()
    {
        var body = NotificationBody.Render(WireFormat.V1, Update, null);

        CanonicalJson.Of(body).ShouldBe(CanonicalJson.Of(GoldenFile.Read("v1/stream-response.status-update")));
        body.ShouldBe(NotificationBody.Render(WireFormat.V1, Update, null));
        Encoding.UTF8.GetString(body).ShouldNotContain("\n");
    }

    [Fact]
    public void A_0_3_body_is_the_whole_task_with_its_kind()
    {
        var task = A2AJson.Read<StreamResponse>(GoldenFile.Read("v1/stream-response.task")).Task!;

        var body = NotificationBody.Render(WireFormat.V03, Update, task);

        CanonicalJson.Of(body).ShouldBe(CanonicalJson.Of(V03Json.Write(V03Mapper.FromV1(task))));
        Encoding.UTF8.GetString(body).ShouldStartWith("""{"kind":"task",""");
    }

    [Fact]
    public void A_0_3_body_needs_the_task() =>
        Should.Throw<ArgumentException>(() => NotificationBody.Render(WireFormat.V03, Update, null)).Message.ShouldStartWith("A notification of 0.3");

    [Fact]
    public void A_legacy_body_is_the_bare_event()
    {
        var body = NotificationBody.Render(WireFormat.Legacy, Update, null);

        CanonicalJson.Of(body).ShouldBe(CanonicalJson.Of(LegacyJson.Write(LegacyMapper.FromV1(Update.StatusUpdate!))));
        LegacyJson.ReadEvent(body).ShouldBeOfType<LegacyTaskStatusUpdateEvent>();
    }

    [Fact]
    public void A_task_goes_to_legacy_as_a_status_event()
    {
        var task = A2AJson.Read<StreamResponse>(GoldenFile.Read("v1/stream-response.task"));

        var body = LegacyJson.ReadEvent(NotificationBody.Render(WireFormat.Legacy, task, null)).ShouldBeOfType<LegacyTaskStatusUpdateEvent>();

        (body.TaskId, body.Status.State, body.Final).ShouldBe((task.Task!.Id, task.Task.Status.State, task.IsTerminal));
    }

    [Fact]
    public void The_dialects_whose_body_is_of_the_event_alone_need_no_task()
    {
        foreach (var format in Enum.GetValues<WireFormat>().Where(NotificationBody.IsOfEvent))
        {
            NotificationBody.Render(format, Update, null).ShouldNotBeEmpty();
        }
    }

    [Theory]
    [InlineData(WireFormat.V1, "application/a2a+json", "1.0")]
    [InlineData(WireFormat.V03, "application/json", "0.3")]
    [InlineData(WireFormat.Legacy, "application/json", null)]
    public void Each_dialect_has_its_content_type_and_version(WireFormat format, string contentType, string? version)
    {
        NotificationBody.ContentType(format).ShouldBe(contentType);
        NotificationBody.A2AVersion(format).ShouldBe(version);
    }
}
