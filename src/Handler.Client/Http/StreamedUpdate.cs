using Handler.Protocol;

namespace Handler.Client.Http;

/// <summary>An update as a stream brought it.</summary>
/// <param name="Update">The update.</param>
/// <param name="IsFinal">The agent says that nothing follows; 1.0 never says so.</param>
internal readonly record struct StreamedUpdate(StreamResponse Update, bool IsFinal = false);
