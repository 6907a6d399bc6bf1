using Handler.Client;
using Handler.Mcp.Arguments;
using Handler.Mcp.Calls;
using Handler.Mcp.Results;
using Handler.Protocol;

namespace Handler.Mcp.Tools;

/// <summary>Says something to an agent and waits a while for what becomes of it.</summary>
internal sealed class SendMessageTool(AgentCalls calls) : AgentTool<SendMessageArguments, MessageResult>(
    new ToolFace(
        "send_message",
        "Send a message to an agent",
        "Give an A2A agent work, answer its question, or go on with a conversation. Waits up to wait_seconds for the task to end or to ask something; when state is still " +
        "submitted or working the task goes on: look with get_task, do not send again. The session is saved for use_session.")
    {
        IsOpenWorld = true,
    },
    calls,
    McpJsonContext.Default.SendMessageArguments,
    McpJsonContext.Default.MessageResult)
{
    protected override async Task<MessageResult> CallAsync(SendMessageArguments given, ToolCall call, CancellationToken cancel)
    {
        using var client = await Calls.ConnectAsync(given, call, cancel);
        var (taskId, contextId) = await PlaceOfAsync(given, client, cancel);
        var configuration = new SendMessageConfiguration { ReturnImmediately = true, TaskPushNotificationConfig = given.Push() };
        var answer = await client.SendTextAsync(given.Message, taskId, contextId, configuration, cancel);
        if (answer.Task is not { } begun)
        {
            await Calls.SaveSessionAsync(given.AgentUrl, answer.Message!.ContextId, null);
            return MessageResult.Of(answer.Message);
        }

        // Before the wait too: a client may give up on it, and the task goes on.
        await Calls.SaveSessionAsync(given.AgentUrl, begun.ContextId, begun);
        var task = await WaitAsync(client, begun, given.Wait(), call, cancel);
        await Calls.SaveSessionAsync(given.AgentUrl, task.ContextId, task);
        return MessageResult.Of(task);
    }

    private static async Task<AgentTask> WaitAsync(A2AClient client, AgentTask begun, TimeSpan wait, ToolCall call, CancellationToken cancel)
    {
        try
        {
            return await call.DuringAsync(client.WaitForTaskAsync(begun, wait, cancel: cancel), wait, $"waiting for task {begun.Id}", cancel);
        }
        catch (A2AClientException lost)
        {
            throw new ToolException(
                $"Task {begun.Id} was begun, but its agent was lost while it was waited for. {ToolFailure.TextOf(lost)} " +
                $"Look at it later with get_task and task_id {begun.Id}; do not send the message again.");
        }
    }

    private async Task<(string? TaskId, string? ContextId)> PlaceOfAsync(SendMessageArguments given, A2AClient client, CancellationToken cancel)
    {
        if (!given.UseSession || (given.TaskId ?? given.ContextId) is not null)
        {
            return (given.TaskId, given.ContextId);
        }

        var session = await Calls.Profiles.ResumeSessionAsync(given.AgentUrl, client, cancel);
        return (session?.TaskId, session?.ContextId);
    }
}
