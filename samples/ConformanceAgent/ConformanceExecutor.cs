using Handler.Server.Tasks;

namespace ConformanceAgent;

/// <summary>Does what the first text of a message begins with, or its <c>messageId</c>; else what it does otherwise.</summary>
internal sealed class ConformanceExecutor(Behavior otherwise) : IAgentExecutor
{
    public Task ExecuteAsync(RequestContext request, TaskUpdater task, CancellationToken cancel)
    {
        var text = request.Message.Parts.FirstOrDefault(part => part.Text is not null)?.Text ?? "";
        var behavior = Behaviors.Of(request.Message, text) ?? otherwise;
        var rest = text.StartsWith(behavior.Word, StringComparison.OrdinalIgnoreCase) ? text[behavior.Word.Length..] : "";
        return behavior.RunAsync(rest, task, cancel);
    }
}
