/// Cat facts, the course's favourite web service: [CatFacts#ENDPOINT] is the live one where it can be reached, and
/// else a [CatServer] on this machine with the same JSON. `CatEndpoint` chooses. Read [CatFacts] first.
@NullMarked
package catnap.cats;

import org.jspecify.annotations.NullMarked;
