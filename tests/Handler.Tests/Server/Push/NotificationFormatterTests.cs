using Handler.Protocol;
using Handler.Protocol.Legacy;
using Handler.Protocol.Webhooks;
using Handler.Server.Push;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Push;

public sealed class NotificationFormatterTests
{
    private static readonly Guid Lane = Guid.Parse("0190b6c1-e5d0-7a3c-8f21-d4e5a6b7c8d9");
    private static readonly byte[] Body = """{"task":{}}"""u8.ToArray();

    [Fact]
    public void A_notification_of_1_0_has_these_headers_and_no_others()
    {
        var request = NotificationFormatter.Format(Endpoint(), WireFormat.V1, Delivery(), Body);

        request.ContentType.ShouldBe("application/a2a+json");
        request.Body.ToArray().ShouldBe(Body);
        request.Headers.Select(header => $"{header.Name}: {header.Value}").ShouldBe(
        [
            "A2A-Version: 1.0",
            "Authorization: bEaReR abc.DEF==",
            "X-A2A-Notification-Token: tok",
            "webhook-id: msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_17",
            "webhook-timestamp: 1767225600",
            "X-A2A-Event-Sequence: 17",
            "X-A2A-Event-Previous: 12",
            "X-A2A-Delivery-Attempt: 3",
            "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        ]);
    }

    [Fact]
    public void What_is_not_configured_is_not_sent()
    {
        var endpoint = new PushEndpoint { Url = "https://hooks.example.com/" };

        var request = NotificationFormatter.Format(endpoint, WireFormat.V1, Delivery() with { Previous = null, TraceParent = null }, Body);

        request.Headers.Select(header => header.Name).ShouldBe(
            ["A2A-Version", "webhook-id", "webhook-timestamp", "X-A2A-Event-Sequence", "X-A2A-Delivery-Attempt"]);
    }

    [Fact]
    public void A_scheme_without_credentials_goes_alone()
    {
        var endpoint = Endpoint() with { Authentication = new AuthenticationInfo { Scheme = "Negotiate" } };

        NotificationFormatter.Format(endpoint, WireFormat.V1, Delivery(), Body).Headers[1].ShouldBe(new WebhookHeader("Authorization", "Negotiate"));
    }

    [Fact]
    public void A_later_attempt_differs_in_timestamp_number_and_trace_alone()
    {
        var first = NotificationFormatter.Format(Endpoint(), WireFormat.V1, Delivery(), Body);
        var later = Delivery() with { Attempt = 4, At = Delivery().At.AddMinutes(1), TraceParent = "00-1-2-00" };

        var second = NotificationFormatter.Format(Endpoint(), WireFormat.V1, later, Body);

        second.Headers.Except(first.Headers).Select(header => header.Name).ShouldBe([WebhookHeaders.Timestamp, WebhookHeaders.DeliveryAttempt, "traceparent"]);
        (second.ContentType, second.Body).ShouldBe((first.ContentType, first.Body));
    }

    [Theory]
    [InlineData("bearer", "v", null, "Authorization: Bearer v")]
    [InlineData("BEARER", "v", "X-Key", "X-Key: Bearer v")]
    [InlineData("token", "v", null, "Authorization: Token v")]
    [InlineData("Basic", "dTpw", null, "Authorization: Basic dTpw")]
    [InlineData("apikey", "v", "X-API-Key", "X-API-Key: v")]
    [InlineData("apikey", "v", null, "Authorization: v")]
    [InlineData("apikey", null, "X-API-Key", null)]
    public void A_legacy_authentication_goes_by_its_scheme_in_its_header(string scheme, string? value, string? name, string? header)
    {
        var endpoint = new PushEndpoint
        {
            Url = "https://hooks.example.com/",
            Authentication = new AuthenticationInfo { Scheme = scheme, Credentials = value },
            HeaderName = name,
        };

        var request = NotificationFormatter.Format(endpoint, WireFormat.Legacy, Delivery(), Body);

        request.ContentType.ShouldBe("application/json");
        request.Headers.TakeWhile(sent => sent.Name != WebhookHeaders.Id).Select(sent => $"{sent.Name}: {sent.Value}")
            .ShouldBe(header is null ? [] : [header]);
    }

    [Fact]
    public void A_notification_of_0_3_says_its_version_and_media_type()
    {
        var request = NotificationFormatter.Format(Endpoint(), WireFormat.V03, Delivery(), Body);

        request.ContentType.ShouldBe("application/json");
        request.Headers[0].ShouldBe(new WebhookHeader("A2A-Version", "0.3"));
        request.Headers[1].Value.ShouldBe("bEaReR abc.DEF==");
    }

    [Fact]
    public void A_legacy_body_is_made_of_the_event_and_stays_within_the_limit()
    {
        var artifact = StreamResponse.Of(new TaskArtifactUpdateEvent
        {
            TaskId = "t",
            ContextId = "c",
            Artifact = new Artifact { ArtifactId = "a", Parts = [Part.FromText(new string('x', 4000))] },
        });
        var stored = A2AJson.Write(artifact);

        var whole = NotificationFormatter.BodyOf(WireFormat.Legacy, stored, 8192);
        var cut = NotificationFormatter.BodyOf(WireFormat.Legacy, stored, 1024);

        whole.ToArray().ShouldBe(NotificationBody.Render(WireFormat.Legacy, artifact, null));
        cut.ToArray().ShouldBe(NotificationFormatter.BodyOf(WireFormat.Legacy, stored, 1024).ToArray());
        cut.Length.ShouldBeLessThanOrEqualTo(1024);
        var told = LegacyJson.ReadEvent(cut.Span).ShouldBeOfType<LegacyTaskStatusUpdateEvent>();
        (told.TaskId, told.Status.State).ShouldBe(("t", TaskState.Working));
        told.Metadata.ShouldNotBeNull().Keys.ShouldBe([OmittedMarker.Key]);
    }

    [Fact]
    public void A_kept_body_goes_as_it_is() => NotificationFormatter.BodyOf(WireFormat.V03, Body, 1).ToArray().ShouldBe(Body);

    private static PushEndpoint Endpoint() =>
        new()
        {
            Url = "https://hooks.example.com/",
            Token = "tok",
            Authentication = new AuthenticationInfo { Scheme = "bEaReR", Credentials = "abc.DEF==" },
        };

    private static DeliveryHeaders Delivery() =>
        new()
        {
            Id = new DeliveryId(Lane, 17),
            Previous = 12,
            Attempt = 3,
            At = new DateTimeOffset(2026, 1, 1, 0, 0, 0, 700, TimeSpan.Zero),
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        };
}
