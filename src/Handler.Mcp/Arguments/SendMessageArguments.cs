using System.ComponentModel;
using Handler.Client;
using Handler.Mcp.Calls;
using Handler.Protocol;

namespace Handler.Mcp.Arguments;

/// <summary>Of send_message.</summary>
internal sealed record SendMessageArguments : AgentArguments
{
    private const double DefaultWait = 30;
    private const double LongestWait = 600;

    [Description("What the agent is told.")]
    public required string Message { get; init; }

    [Description("The conversation to go on with: context_id of an earlier result.")]
    public string? ContextId { get; init; }

    [Description("The task to go on with, such as one with needs_input: task_id of an earlier result.")]
    public string? TaskId { get; init; }

    [Description("Go on with the saved session of this agent if there is one: its conversation, and its task while that takes messages. context_id or task_id beat it.")]
    public bool UseSession { get; init; }

    [Description("A webhook that the agent posts each update of the task to, from the first on.")]
    public string? PushUrl { get; init; }

    [Description("A secret that comes with each update as X-A2A-Notification-Token, so that the webhook knows the sender.")]
    public string? PushToken { get; init; }

    [Description("How long to wait for the task to end or to ask something, in seconds from 0 (return at once) to 600; 30 when left out.")]
    public double? WaitSeconds { get; init; }

    /// <summary>How long the task is waited for.</summary>
    public TimeSpan Wait() => TimeSpan.FromSeconds(WaitSeconds ?? DefaultWait);

    /// <summary>The webhook that goes with the message, under the id that set_task_notification replaces.</summary>
    public TaskPushNotificationConfig? Push() => PushUrl is null ? null : new() { Id = A2AClient.DefaultPushConfigId, Url = PushUrl, Token = PushToken };

    public override IEnumerable<string?> Secrets() => [.. base.Secrets(), PushToken];

    public override void Check()
    {
        base.Check();
        if (WaitSeconds is not (null or (>= 0 and <= LongestWait)))
        {
            throw new ToolException($"wait_seconds: {WaitSeconds} is no time to wait; give 0 to {LongestWait}. A longer task is looked at with get_task.");
        }

        if (PushUrl is not null)
        {
            GivenValue.CheckWebhook("push_url", PushUrl, "push_token", PushToken);
        }
        else if (PushToken is not null)
        {
            throw new ToolException("push_token goes with push_url, which is missing. Add the webhook's URL as push_url.");
        }
    }
}
