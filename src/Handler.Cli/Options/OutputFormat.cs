namespace Handler.Cli.Options;

/// <summary>How results are printed.</summary>
internal enum OutputFormat
{
    /// <summary>Lines for people.</summary>
    Text,

    /// <summary>One JSON document, when the command is done.</summary>
    Json,

    /// <summary>One compact JSON object a line, as it comes.</summary>
    NdJson,
}
