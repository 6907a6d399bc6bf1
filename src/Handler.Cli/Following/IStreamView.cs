using Handler.Protocol;

namespace Handler.Cli.Following;

/// <summary>How a stream is printed: as it comes, and at its end.</summary>
internal interface IStreamView
{
    /// <summary>A line is begun that the next text may go on with: nothing else may be drawn.</summary>
    bool IsMidLine { get; }

    /// <summary>An update came.</summary>
    /// <param name="update">The update.</param>
    /// <param name="texts">What is to be read in it that was not there before.</param>
    /// <param name="changed">The state, if it is another than before.</param>
    void Show(StreamResponse update, IReadOnlyList<StreamedText> texts, TaskState? changed);

    /// <summary>Nothing comes any more.</summary>
    void End(StreamedTask task);
}
