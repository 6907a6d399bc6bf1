using Handler.Cli.Output;
using Handler.Protocol;
using Handler.Protocol.JsonRpc;
using Handler.Protocol.Legacy;
using Handler.Protocol.V03;
using Handler.Receiver.Inbox;

namespace Handler.Cli.Demo;

/// <summary>The demo's table of dialects.</summary>
internal static class DemoDialects
{
    private const int TextWidth = 48;

    private static readonly DemoDialect V1 = new()
    {
        Protocol = WireFormat.V1,
        Send = A2AMethods.SendMessage,
        Set = A2AMethods.CreateTaskPushNotificationConfig,
        Get = A2AMethods.GetTaskPushNotificationConfig,
        List = A2AMethods.ListTaskPushNotificationConfigs,
        Delete = A2AMethods.DeleteTaskPushNotificationConfig,
        UrlField = "url",
        // The one task among the updates is where they begin.
        Tell = push => push.Kind == NotificationKind.Task ? " (the task as it stood when the webhook was registered)" : Said(push.Text),
        Claims =
        [
            DemoClaim.Received, DemoClaim.FinalSeen, DemoClaim.Completed, DemoClaim.Verified, DemoClaim.InOrder, DemoClaim.Rebuilt, DemoClaim.CleanedUp,
        ],
        MoreOfAgent = ProcessOf,
        MoreOfSummary = RepeatsOf,
    };

    private static readonly DemoDialect V03 = V1 with
    {
        Protocol = WireFormat.V03,
        Send = V03Methods.MessageSend,
        Set = V03Methods.PushNotificationConfigSet,
        Get = V03Methods.PushNotificationConfigGet,
        List = V03Methods.PushNotificationConfigList,
        Delete = V03Methods.PushNotificationConfigDelete,
        // Each push is the whole task, with what was made so far.
        Tell = push => $"{Said(push.Update?.Task?.Status.Message?.Text)}, {push.Update?.Task?.Artifacts?.Count ?? 0} artifact(s)",
    };

    /// <summary>Line by line what the dialect's own example prints, and nothing else.</summary>
    private static readonly DemoDialect Legacy = new()
    {
        Protocol = WireFormat.Legacy,
        Send = LegacyMethods.TasksSend,
        Set = LegacyMethods.PushNotificationSet,
        Get = LegacyMethods.PushNotificationGet,
        List = LegacyMethods.PushNotificationList,
        Delete = LegacyMethods.PushNotificationDelete,
        UrlField = "webhookUrl",
        Tell = push => Said(push.Text),
        Claims = [DemoClaim.Received, DemoClaim.FinalSeen, DemoClaim.Completed, DemoClaim.CleanedUp],
    };

    /// <summary>How the demo goes in a dialect.</summary>
    public static DemoDialect Of(WireFormat protocol) => protocol switch
    {
        WireFormat.V1 => V1,
        WireFormat.V03 => V03,
        WireFormat.Legacy => Legacy,
        _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, "There is no such dialect."),
    };

    private static string Said(string? text) => string.IsNullOrEmpty(text) ? "" : $" ({WireText.Line(Shorten(text))})";

    private static string Shorten(string text) => text.Length <= TextWidth ? text : $"{text[..(TextWidth - 1)]}…";

    private static IReadOnlyList<string> ProcessOf(DemoAgentProcess agent) => [$"Process:            {agent.Id} at {agent.Url}, store on SQLite"];

    private static IReadOnlyList<string> RepeatsOf(DemoEvidence evidence) =>
        [$"Repeats (same webhook-id)   : {evidence.Repeats}, acknowledged and not handled again"];
}
