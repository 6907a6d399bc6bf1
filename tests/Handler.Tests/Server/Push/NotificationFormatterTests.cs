using Handler.Protocol;
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
