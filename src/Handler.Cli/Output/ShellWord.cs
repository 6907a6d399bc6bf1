using System.Buffers;

namespace Handler.Cli.Output;

/// <summary>Values in lines that people copy into a shell: an agent chooses its task ids, and must not choose what is run. Pure.</summary>
internal static class ShellWord
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:@%+=,");

    public static string Of(string value) => value.Length > 0 && !value.AsSpan().ContainsAnyExcept(Plain)
        ? value
        : $"'{WireText.Line(value).Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
