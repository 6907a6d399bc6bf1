using Handler.Protocol;

namespace Handler.Cli.Output;

/// <summary>How a task, or an answer without one, is printed.</summary>
internal static class TaskText
{
    /// <summary>The labels, and below them, if it is wanted and there is any, the text.</summary>
    public static void Write(TextWriter output, AgentTask task, Paint paint, bool withText)
    {
        WriteLabels(output, task.Id, task.Status.State, task.ContextId, paint);
        WriteText(output, withText ? task.Text : "");
    }

    /// <summary>An answer for which the agent needed no task.</summary>
    public static void Write(TextWriter output, Message answer)
    {
        output.Label("Context ID", answer.ContextId);
        WriteText(output, answer.Text);
    }

    /// <summary>The three labels of a task; what is not known has no line.</summary>
    public static void WriteLabels(TextWriter output, string? id, TaskState? state, string? contextId, Paint paint)
    {
        output.Label("Task ID", id);
        output.State("State", state?.DisplayName, paint);
        output.Label("Context ID", contextId);
    }

    private static void WriteText(TextWriter output, string text)
    {
        if (text.Length > 0)
        {
            output.WriteLine();
            output.WriteLine(WireText.Block(text));
        }
    }
}
