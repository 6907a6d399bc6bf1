using Handler.Protocol;

namespace Handler.Cli.Output;

/// <summary>How a task, or an answer without one, is printed.</summary>
internal static class TaskText
{
    /// <summary>The labels, and below them, if it is wanted and there is any, the text.</summary>
    public static void Write(TextWriter output, AgentTask task, bool withText)
    {
        output.Label("Task ID", task.Id);
        output.Label("State", task.Status.State.DisplayName);
        output.Label("Context ID", task.ContextId);
        WriteText(output, withText ? Of(task) : "");
    }

    /// <summary>An answer for which the agent needed no task.</summary>
    public static void Write(TextWriter output, Message answer)
    {
        output.Label("Context ID", answer.ContextId);
        WriteText(output, answer.Text);
    }

    /// <summary>What the agent made, then what it says about it, each on lines of its own. Pure.</summary>
    internal static string Of(AgentTask task) => string.Join(
        '\n',
        (task.Artifacts ?? []).Select(artifact => artifact.Text).Append(task.Status.Message?.Text ?? "").Where(text => text.Length > 0));

    private static void WriteText(TextWriter output, string text)
    {
        if (text.Length > 0)
        {
            output.WriteLine();
            output.WriteLine(WireText.Block(text));
        }
    }
}
