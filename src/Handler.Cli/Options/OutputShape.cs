namespace Handler.Cli.Options;

/// <summary>What a command prints on standard output, and so in which formats it can.</summary>
internal enum OutputShape
{
    /// <summary>A result, which ends: every format.</summary>
    Result,

    /// <summary>What comes, until the program is ended: there is no moment for one document.</summary>
    Endless,

    /// <summary>A text for another program, such as a script: it has no JSON.</summary>
    Script,
}
