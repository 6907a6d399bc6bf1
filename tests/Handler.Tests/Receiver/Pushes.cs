using System.Text;
using Handler.Protocol.Webhooks;
using Handler.Receiver.Inbox;

namespace Handler.Tests.Receiver;

/// <summary>Pushes for tests.</summary>
internal static class Pushes
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static string Working(string task) => Status(task, "TASK_STATE_WORKING");

    public static string Completed(string task) => Status(task, "TASK_STATE_COMPLETED");

    public static ReceivedNotification Of(string body, params (string Name, string Value)[] headers) =>
        ReceivedNotification.Read(
            Noon,
            Encoding.UTF8.GetBytes(body),
            headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase),
            TokenState.None);

    public static ReceivedNotification WithId(string task, string id) => Of(Working(task), (WebhookHeaders.Id, id));

    private static string Status(string task, string state) =>
        $$"""{"statusUpdate":{"taskId":"{{task}}","contextId":"c","status":{"state":"{{state}}"} } }""".Replace(" ", "", StringComparison.Ordinal);
}
