namespace Handler.Cli.Options;

/// <summary>What a command prints on standard output, and so in which formats it can.</summary>
internal enum OutputShape
{
    /// <summary>A result, which ends: every format.</summary>
    Result,

    /// <summary>What comes, until the program is ended: there is no moment for one document.</summary>
    Endless,

    /// <summary>What another program understands, such as a script or a protocol: it has no other format.</summary>
    Script,
}
