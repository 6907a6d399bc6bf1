using Handler.Mcp.Arguments;
using Handler.Mcp.Calls;
using Handler.Mcp.Results;

namespace Handler.Mcp.Tools;

/// <summary>A task as it is now.</summary>
internal sealed class GetTaskTool(AgentCalls calls) : AgentTool<GetTaskArguments, TaskResult>(
    new ToolFace(
        "get_task",
        "Get a task",
        "Get an A2A task as it is now: its state, and what the agent made and said so far. Use it for tasks that send_message left submitted or working; ask again after a while.")
    {
        IsReadOnly = true,
        IsIdempotent = true,
        IsOpenWorld = true,
    },
    calls,
    McpJsonContext.Default.GetTaskArguments,
    McpJsonContext.Default.TaskResult)
{
    protected override async Task<TaskResult> CallAsync(GetTaskArguments given, ToolCall call, CancellationToken cancel)
    {
        using var client = await Calls.ConnectAsync(given, call, cancel);
        return TaskResult.Of(await client.GetTaskAsync(given.TaskId, given.HistoryLength, cancel));
    }
}
