namespace Handler.Cli.Output;

/// <summary>Lines of the form <c>Task ID: …</c>. What is not known has no line.</summary>
internal static class Labels
{
    extension(TextWriter output)
    {
        /// <summary>Writes one line, its value escaped.</summary>
        public void Label(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                output.WriteLine($"{name}: {WireText.Line(value)}");
            }
        }

        /// <summary>Writes one line whose value is a state: coloured, its label plain.</summary>
        public void State(string name, string? state, Paint paint)
        {
            if (!string.IsNullOrEmpty(state))
            {
                output.WriteLine($"{name}: {paint.State(state)}");
            }
        }
    }
}
